//! `personabook serve` and `personabook edit`: their flags, and what they say while they run.

use std::net::{IpAddr, Ipv4Addr};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use clap::Args;
use personabook::build::{Builder, Built};
use personabook::error::Error;
use personabook::serve::{Event, Settings, serve};
use personabook::session::Today;
use personabook::write::keep;

use super::{BookArgs, Format, clock, messages, options, progress};

#[derive(Args)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    book: BookArgs,
    /// The port [default: 4000, or the next that is free]; 0 for any
    #[arg(long)]
    port: Option<u16>,
    /// The IP address to listen on; others than 127.0.0.1 let other people read the book
    #[arg(long, value_name = "ADDRESS", default_value_t = Ipv4Addr::LOCALHOST.into())]
    host: IpAddr,
    /// Let the pages change the book: each gets a button to edit it, on this computer only
    #[arg(long, conflicts_with = "host")]
    edit: bool,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// Look at all files twice a second, for network disks and containers that tell of no changes
    #[arg(long)]
    poll: bool,
}

#[derive(Args)]
pub(super) struct EditArgs {
    #[command(flatten)]
    book: BookArgs,
    /// The port [default: 4000, or the next that is free]; 0 for any
    #[arg(long)]
    port: Option<u16>,
    /// Tell the address, and do not open the browser
    #[arg(long)]
    no_open: bool,
    /// Look at all files twice a second, for network disks and containers that tell of no changes
    #[arg(long)]
    poll: bool,
}

/// Serves with pages that edit until Ctrl-C.
pub(super) fn run_edit(args: EditArgs) -> Result<u8, Error> {
    run(&ServeArgs {
        book: args.book,
        port: args.port,
        host: Ipv4Addr::LOCALHOST.into(),
        edit: true,
        open: !args.no_open,
        poll: args.poll,
    })
}

/// Serves until Ctrl-C.
pub(super) fn run(args: &ServeArgs) -> Result<u8, Error> {
    // The system would end the program with a code that says it failed.
    ctrlc::set_handler(|| std::process::exit(0))
        .map_err(|error| Error::refused(format!("cannot wait for Ctrl-C: {error}"), "try again"))?;
    if !args.host.is_loopback() {
        messages::others_can_read(args.host);
    }
    let settings = Settings {
        address: args.host,
        port: args.port,
        computer: gethostname::gethostname().into_string().ok(),
        poll: args.poll,
        edit: args.edit.then(|| today(&args.book)),
    };
    let elapsed = std::cell::Cell::new(Duration::ZERO);
    let mut builder = Builder::new(&args.book.root).served();
    let mut build = |changed: &[String]| -> Result<Built, Error> {
        let start = Instant::now();
        let line = progress::Line::new();
        let show = |progress| line.show(progress);
        builder.changed(changed);
        let built = builder.build(options(&args.book)?, &show)?;
        if let Some(site) = &built.site {
            site.try_templates(&show)?;
            keep(&args.book.root, &built.pictures);
        }
        elapsed.set(start.elapsed());
        Ok(built)
    };
    let mut tell = |event: Event<'_>| match event {
        Event::Serving { url, for_others } => {
            messages::serving(url);
            if !args.host.is_loopback() {
                messages::for_others(for_others, url);
            }
            if args.edit {
                messages::pages_edit();
            }
            messages::how_to_end();
            if args.open {
                open(url.to_owned());
            }
        }
        Event::Polling { reason } => messages::polling(reason),
        Event::Built { outcome, changed } => {
            messages::changed(changed);
            match outcome {
                Ok(built) => {
                    messages::report(built, Format::Human, &args.book.root);
                    match &built.site {
                        Some(_) => messages::rebuilt(built, elapsed.get()),
                        None => messages::last_good_site_stays(),
                    }
                }
                Err(error) => {
                    messages::error(error);
                    messages::last_good_site_stays();
                }
            }
        }
    };
    match serve(&args.book.root, &settings, &mut build, &mut tell)? {}
}

/// The day of a change, whenever it is asked for.
fn today(args: &BookArgs) -> Today {
    let (root, given) = (args.root.clone(), args.today);
    Today::new(move || given.map_or_else(|| clock::today(&root), Ok))
}

/// Opens the browser without waiting for it.
fn open(url: String) {
    std::thread::spawn(move || {
        let (program, arguments): (&str, &[&str]) = if cfg!(windows) {
            ("cmd", &["/C", "start", ""])
        } else if cfg!(target_os = "macos") {
            ("open", &[])
        } else {
            ("xdg-open", &[])
        };
        let done = Command::new(program)
            .args(arguments)
            .arg(&url)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        match done {
            Ok(status) if status.success() => {}
            Ok(status) => messages::not_opened(&url, &format!("{program} ended with {status}")),
            Err(error) => messages::not_opened(&url, &format!("{program}: {error}")),
        }
    });
}
