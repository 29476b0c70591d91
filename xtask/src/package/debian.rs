//! The `.deb`: the programs, the entry of the menu and the icons, packed by `dpkg-deb`.
//!
//! Debian's own tools do it, without a packer from elsewhere: a handful of files needs no recipe, and
//! `dpkg-shlibdeps` names the libraries more truly than a list by hand.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use super::place;
use crate::project::Project;
use crate::setup::{self, Purpose};

const PROGRAMS: [&str; 2] = ["heard", "heardctl"];

/// The sizes that `icons` has, and their names there.
const ICONS: [(&str, &str); 3] = [("32x32", "32x32.png"), ("128x128", "128x128.png"), ("256x256", "128x128@2x.png")];

/// Builds the programs and answers where they are.
pub fn programs(project: &Project, dev: bool) -> Result<PathBuf> {
    setup::prepare(project, Purpose::Window)?;
    let build = project.cargo().args(["build", "--workspace", "--bins"]);
    let (build, folder) = if dev { (build, "debug") } else { (build.arg("--release"), "release") };
    build.run().context("building the programs")?;
    Ok(project.target().join(folder))
}

/// Packs the programs of this folder under this version.
pub fn make(project: &Project, programs: &Path, version: &str) -> Result<PathBuf> {
    let shell = &project.shell;
    let tree = place(project).join("deb");
    shell.remove_path(&tree)?;
    lay_out(project, programs, &tree)?;
    let architecture = cmd!(shell, "dpkg --print-architecture").quiet().read()?;
    let control = shell
        .read_file("packaging/debian/control")?
        .replace("@VERSION@", version)
        .replace("@ARCHITECTURE@", &architecture)
        .replace("@KILOBYTES@", &kilobytes(shell, &tree)?)
        .replace("@DEPENDS@", &libraries(shell, &tree)?);
    shell.write_file(tree.join("DEBIAN/control"), control)?;
    let package = place(project).join(format!("heard_{version}_{architecture}.deb"));
    // Every Debian and Ubuntu that has the window's libraries reads this compression; it takes a tenth of the time.
    let packed = cmd!(shell, "dpkg-deb --root-owner-group -Zzstd -z9 --build {tree} {package}").quiet();
    packed.ignore_stdout().run().context("packing the .deb")?;
    Ok(package)
}

fn lay_out(project: &Project, programs: &Path, tree: &Path) -> Result<()> {
    let shell = &project.shell;
    let put = |mode: &str, from: PathBuf, to: &str| -> Result<()> {
        let to = tree.join(to);
        Ok(cmd!(shell, "install -D --mode={mode} {from} {to}").quiet().run()?)
    };
    for name in PROGRAMS {
        put("755", programs.join(name), &format!("usr/bin/{name}"))?;
        let program = tree.join("usr/bin").join(name);
        cmd!(shell, "strip {program}").quiet().run()?;
    }
    for (size, file) in ICONS {
        let icon = project.path("icons").join(file);
        put("644", icon, &format!("usr/share/icons/hicolor/{size}/apps/heard.png"))?;
    }
    put("644", project.path("packaging/debian/heard.desktop"), "usr/share/applications/heard.desktop")?;
    put("644", project.path("LICENSE"), "usr/share/doc/heard/copyright")
}

fn kilobytes(shell: &Shell, tree: &Path) -> Result<String> {
    let size = cmd!(shell, "du --summarize --apparent-size --block-size=1K {tree}").quiet().read()?;
    Ok(size.split_whitespace().next().context("du answers with a size")?.to_owned())
}

/// The packages whose libraries the programs load. The tool wants a folder of Debian's kind to stand in.
fn libraries(shell: &Shell, tree: &Path) -> Result<String> {
    let source = shell.create_temp_dir()?;
    shell.write_file(source.path().join("debian/control"), "Source: heard\n\nPackage: heard\nArchitecture: any\n")?;
    let within = shell.clone();
    within.change_dir(source.path());
    let programs = PROGRAMS.map(|name| tree.join("usr/bin").join(name));
    let said = cmd!(within, "dpkg-shlibdeps -O {programs...}").quiet().ignore_stderr().read()?;
    Ok(said.strip_prefix("shlibs:Depends=").context("dpkg-shlibdeps names the libraries")?.to_owned())
}
