//! One alignment of two: each direction links every word at most once, and only both together show that one word
//! stands for several.

/// The links of both directions joined as Koehn, Och and Marcu do (2003, "grow-diag-final-and"): what both have, what
/// one has beside it, and at last what one has between words that are still alone. `forth` has for each word of the
/// translation its word of the source, `back` for each word of the source its word of the translation, from one;
/// zero is none. The links are pairs of source and translation, from zero, ascending.
pub(super) fn grow(forth: &[u8], back: &[u8], sources: usize, targets: usize) -> Vec<(u8, u8)> {
    let mut grid = Grid { either: vec![false; sources * targets], taken: vec![false; sources * targets], targets };
    for (target, &source) in forth.iter().enumerate().filter(|&(_, &source)| source > 0) {
        let at = grid.at(usize::from(source) - 1, target);
        grid.either[at] = true;
        grid.taken[at] = usize::from(back[usize::from(source) - 1]) == target + 1;
    }
    for (source, &target) in back.iter().enumerate().filter(|&(_, &target)| target > 0) {
        let at = grid.at(source, usize::from(target) - 1);
        grid.either[at] = true;
    }
    let mut alone = (vec![true; sources], vec![true; targets]);
    for source in 0..sources {
        for target in 0..targets {
            if grid.taken[grid.at(source, target)] {
                (alone.0[source], alone.1[target]) = (false, false);
            }
        }
    }
    loop {
        let mut grown = false;
        for source in 0..sources {
            for target in 0..targets {
                let at = grid.at(source, target);
                if grid.either[at]
                    && !grid.taken[at]
                    && (alone.0[source] || alone.1[target])
                    && grid.touches(source, target, sources)
                {
                    grid.taken[at] = true;
                    (alone.0[source], alone.1[target]) = (false, false);
                    grown = true;
                }
            }
        }
        if !grown {
            break;
        }
    }
    let mut links = Vec::new();
    for source in 0..sources {
        for target in 0..targets {
            let at = grid.at(source, target);
            if grid.taken[at] || grid.either[at] && alone.0[source] && alone.1[target] {
                (alone.0[source], alone.1[target]) = (false, false);
                let number = |at: usize| u8::try_from(at).expect("a sentence has at most LONGEST words");
                links.push((number(source), number(target)));
            }
        }
    }
    links
}

struct Grid {
    either: Vec<bool>,
    taken: Vec<bool>,
    targets: usize,
}

impl Grid {
    const fn at(&self, source: usize, target: usize) -> usize {
        source * self.targets + target
    }

    /// True if a link is taken beside this one, the corners too.
    fn touches(&self, source: usize, target: usize, sources: usize) -> bool {
        let around = |at: usize, end: usize| at.saturating_sub(1)..(at + 2).min(end);
        around(source, sources).any(|s| around(target, self.targets).any(|t| self.taken[self.at(s, t)]))
    }
}

#[cfg(test)]
mod tests {
    use super::grow;

    #[test]
    fn what_both_have_grows_by_what_one_has_beside_it() {
        // "Workday" (2) for "jour ouvré" (2, 3): one direction has both words, the other the first.
        assert_eq!(grow(&[1, 2, 2], &[1, 2], 2, 3), [(0, 0), (1, 1), (1, 2)]);
        // A link of one direction that touches nothing and whose words have others is left out.
        assert_eq!(grow(&[1, 2, 0, 1], &[1, 2], 2, 4), [(0, 0), (1, 1)]);
        // Words that are alone are linked at last, by either direction.
        assert_eq!(grow(&[1, 0, 0, 3], &[1, 0, 0], 3, 4), [(0, 0), (2, 3)]);
        assert_eq!(grow(&[], &[0, 0], 2, 0), []);
    }
}
