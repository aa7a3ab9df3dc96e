//! Compiles the glossaries that come with the program: the same tables as JSON, which is read in a fifth of the
//! time that TOML takes. Start-up reads these; the TOML stays the source, and what faults point into.

#![expect(clippy::disallowed_methods, reason = "a build script reads the tree and the environment")]
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=glossaries");
    let from = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("glossaries");
    let to = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("glossaries");
    compile(&from, &to);
}

fn compile(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder of the build can be written");
    for item in fs::read_dir(from).expect("the glossaries lie in the package") {
        let path = item.expect("the glossaries can be listed").path();
        let name = path.file_name().expect("a listed file has a name");
        if path.is_dir() {
            compile(&path, &to.join(name));
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            let text = fs::read_to_string(&path).expect("the glossaries can be read");
            // A faulty file becomes nothing: the program then reads the TOML and shows the fault in its place.
            let value: Option<serde_json::Value> = toml::from_str(&text).ok();
            let json = serde_json::to_string(&value).expect("tables of TOML have JSON");
            let file = to.join(format!("{}.json", name.display()));
            fs::write(file, json).expect("the folder of the build can be written");
        }
    }
}
