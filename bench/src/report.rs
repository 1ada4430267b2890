//! The results as text for a terminal.

use std::time::Duration;

use crate::book::Size;
use crate::compare::{Results, Site, ratio};
use crate::floor::Part;
use crate::measure::Cost;

const MIB: f64 = 1024.0 * 1024.0;

/// Prints what was measured on one book.
pub fn print(results: &Results) {
    print!("{}", text(results));
}

/// Prints how costs grow from one book to a larger one.
pub fn print_growth(small: &Results, large: &Results) {
    println!("{}", growth(small, large));
}

fn text(results: &Results) -> String {
    let Results {
        personas,
        personabook,
        without,
        hugo,
        again,
        floor,
        ..
    } = results;
    let size = Size {
        personas: *personas,
    };
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get() as u32);
    let total = floor.total(cores);
    let all = Part {
        wall: personabook.wall,
        cpu: personabook.cpu(),
    };
    [
        format!("\n{personas} personas, {} entries\n", size.entries()),
        heading("wall s  user s system s   CPU s peak MiB   pages   files      MiB text MiB  user s/text MiB"),
        costs("personabook", personabook) + &site(&results.pages, personabook),
        costs("Hugo", hugo) + &site(&results.hugo_pages, hugo),
        costs("without paper, learn …", without) + &site(&results.without_pages, without),
        ratios("personabook / Hugo", personabook, hugo),
        ratios("without these / Hugo", without, hugo),
        costs("second build", again) + "\n",
        ratios("second / first build", again, personabook),
        heading("wall s   CPU s"),
        part("floor: write the site", &floor.write),
        part("floor: parse the TOML", &floor.toml),
        part("floor: parse the bodies", &floor.markdown),
        part("floor together", &total),
        format!(
            "{:24}{:8.2}{:8.2}\n",
            "personabook / floor",
            ratio(all.wall, total.wall),
            ratio(all.cpu, total.cpu)
        ),
    ]
    .concat()
}

fn growth(small: &Results, large: &Results) -> String {
    let grown = |of: fn(&Results) -> Duration| ratio(of(large), of(small));
    format!(
        "\n{} -> {} personas: personabook {:.1}x CPU, {:.1}x wall; Hugo {:.1}x CPU, {:.1}x wall",
        small.personas,
        large.personas,
        grown(|results| results.personabook.cpu()),
        grown(|results| results.personabook.wall),
        grown(|results| results.hugo.cpu()),
        grown(|results| results.hugo.wall),
    )
}

fn heading(columns: &str) -> String {
    format!("{:24}  {columns}\n", "")
}

fn costs(name: &str, cost: &Cost) -> String {
    format!(
        "{name:24}{}{}{}{}{:9.0}",
        seconds(cost.wall),
        seconds(cost.user),
        seconds(cost.system),
        seconds(cost.cpu()),
        cost.peak as f64 / MIB
    )
}

fn site(site: &Site, cost: &Cost) -> String {
    let Site { pages, files, .. } = site;
    let (mib, text) = (site.bytes as f64 / MIB, site.text as f64 / MIB);
    let each = cost.user.as_secs_f64() / text;
    format!("{pages:8}{files:8}{mib:9.1}{text:9.1}{each:17.3}\n")
}

fn ratios(name: &str, of: &Cost, to: &Cost) -> String {
    format!(
        "{name:24}{:8.2}{:8.2}{:8.2}{:8.2}{:9.2}\n",
        ratio(of.wall, to.wall),
        ratio(of.user, to.user),
        ratio(of.system, to.system),
        ratio(of.cpu(), to.cpu()),
        of.peak as f64 / to.peak.max(1) as f64
    )
}

fn part(name: &str, part: &Part) -> String {
    format!("{name:24}{}{}\n", seconds(part.wall), seconds(part.cpu))
}

fn seconds(time: Duration) -> String {
    format!("{:8.3}", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::floor::Floor;

    fn results(personas: usize, seconds: u64) -> Results {
        let cost = |seconds| Cost {
            wall: Duration::from_secs(seconds),
            user: Duration::from_secs(seconds),
            system: Duration::from_secs(seconds),
            peak: seconds << 20,
        };
        Results {
            personas,
            personabook: cost(seconds),
            pages: Site::default(),
            without: cost(seconds),
            without_pages: Site::default(),
            hugo: cost(4 * seconds),
            hugo_pages: Site::default(),
            again: cost(seconds),
            floor: Floor::default(),
        }
    }

    #[test]
    fn ratios_are_of_personabook_to_hugo() {
        let text = text(&results(100, 2));
        let line = text
            .lines()
            .find(|line| line.starts_with("personabook / Hugo"));
        let numbers: Vec<&str> = line.unwrap().split_whitespace().skip(3).collect();
        assert_eq!(numbers, ["0.25"; 5]);
    }

    #[test]
    fn growth_is_of_the_larger_to_the_smaller() {
        let growth = growth(&results(100, 2), &results(1000, 22));
        assert!(
            growth.contains("personabook 11.0x CPU, 11.0x wall"),
            "{growth}"
        );
    }
}
