//! That no list, search, open case or figures reads or sorts the whole table.
