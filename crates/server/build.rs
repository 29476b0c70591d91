//! Tells Windows what `heardctl.exe` is made for: it takes paths of more than 260 letters, and its words are UTF-8.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_CFG_WINDOWS").is_some() {
        embed_manifest::embed_manifest(embed_manifest::new_manifest("Heard.Heardctl"))
            .expect("the manifest can be put where the program is built");
    }
}
