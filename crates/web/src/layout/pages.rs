//! Which page of a list this is, and the links to the others.

/// A page of a list. The address keeps everything else that was asked for.
#[derive(Debug, Clone)]
pub struct Pages {
    /// This page, from 1.
    pub page: usize,
    /// Rows on a page.
    pub size: usize,
    /// Rows in all.
    pub rows: usize,
    /// The address up to the page's number, such as `/cases?type=complaint&page=`.
    pub address: String,
}

/// One step of the row of page numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A page.
    Page {
        /// Its number, from 1.
        number: usize,
        /// Its address.
        href: String,
        /// Whether it is this page.
        current: bool,
    },
    /// Pages left out.
    Gap,
}

impl Pages {
    /// *Showing 1 to 11 of 28*.
    pub fn words(&self) -> String {
        if self.rows == 0 {
            return "Nothing to show".to_owned();
        }
        let first = (self.page - 1) * self.size + 1;
        format!("Showing {first} to {} of {}", self.rows.min(self.page * self.size), self.rows)
    }

    /// The number of the last page; 1 when there is nothing.
    pub fn last(&self) -> usize {
        self.rows.div_ceil(self.size).max(1)
    }

    /// The address of the page before.
    pub fn before(&self) -> Option<String> {
        (self.page > 1).then(|| self.href(self.page - 1))
    }

    /// The address of the page after.
    pub fn after(&self) -> Option<String> {
        (self.page < self.last()).then(|| self.href(self.page + 1))
    }

    /// The first, the last, this page and its neighbours, with gaps between.
    pub fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut shown = 0;
        for number in (1..=self.last()).filter(|number| self.near(*number)) {
            if number > shown + 1 {
                steps.push(Step::Gap);
            }
            steps.push(Step::Page { number, href: self.href(number), current: number == self.page });
            shown = number;
        }
        steps
    }

    fn near(&self, number: usize) -> bool {
        number == 1 || number == self.last() || number.abs_diff(self.page) <= 1
    }

    fn href(&self, number: usize) -> String {
        format!("{}{number}", self.address)
    }
}
