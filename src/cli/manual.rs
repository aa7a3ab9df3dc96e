//! The manual: one page with every command, made from what the parser knows.

use super::args::Args;
use clap::{Command, CommandFactory};
use clap_mangen::Man;
use std::io;

/// The page, in roff.
///
/// # Errors
///
/// Never, for memory takes everything; the renderer writes to what could fail.
pub fn page() -> io::Result<Vec<u8>> {
    let root = Args::command();
    let man = Man::new(root.clone());
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    for command in root.get_subcommands() {
        section(command, root.get_name(), &mut page)?;
    }
    examples(&root, ".SH", &mut page);
    man.render_version_section(&mut page)?;
    Ok(page)
}

/// The section of `command` and of those below it, in whose sections everything is one level down.
fn section(command: &Command, above: &str, page: &mut Vec<u8>) -> io::Result<()> {
    let name = format!("{above} {}", command.get_name());
    let man = Man::new(command.clone().bin_name(&name).display_name(&name));
    let mut own = Vec::new();
    man.render_synopsis_section(&mut own)?;
    man.render_description_section(&mut own)?;
    if command.get_arguments().next().is_some() {
        man.render_options_section(&mut own)?;
    }
    let own = format!("\n{}", String::from_utf8_lossy(&own)).replace("\n.SH ", "\n.SS ");
    page.extend_from_slice(format!(".SH \"{}\"{own}", name.to_uppercase()).as_bytes());
    examples(command, ".SS", page);
    for below in command.get_subcommands() {
        section(below, &name, page)?;
    }
    Ok(())
}

/// What help shows last, line by line as it is: the renderer's own section would fill and justify commands.
fn examples(command: &Command, heading: &str, page: &mut Vec<u8>) {
    let Some(help) = command.get_after_help() else { return };
    page.extend_from_slice(format!("{heading} EXAMPLES\n.nf\n").as_bytes());
    for line in help.to_string().lines() {
        // `\&` keeps a line that begins with a dot or a quote from being a request.
        page.extend_from_slice(format!("\\&{}\n", line.replace('\\', "\\e").replace('-', "\\-")).as_bytes());
    }
    page.extend_from_slice(b".fi\n");
}
