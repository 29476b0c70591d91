//! Tells Tauri where this folder keeps what a page may ask of the shell, and builds the window's resources in.

fn main() {
    if std::env::var_os("CARGO_FEATURE_DESKTOP").is_none() {
        return;
    }
    // Cargo watches neither folder by itself; without these lines an edit there would go unnoticed.
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=src-tauri/permissions");
    println!("cargo:rerun-if-changed=ui/static");
    build();
}

#[cfg(feature = "desktop")]
fn build() {
    let permissions = tauri_build::AppManifest::new().permissions_path_pattern("./src-tauri/permissions/**/*");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(permissions)
        .windows_attributes(tauri_build::WindowsAttributes::new().app_manifest(include_str!("heard.manifest")));
    tauri_build::try_build(attributes).expect("Tauri's configuration and permissions are sound");
}

#[cfg(not(feature = "desktop"))]
fn build() {}
