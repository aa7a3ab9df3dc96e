//! The only composition of the stages.

use crate::decide::{self, Context, Decision, Evidence, Place, Verdict, Weights};
use crate::detect::{self, CalqueHit, Detection, Gap, QuantityHit, VerbHit};
use crate::dictionary::{Dictionary, Renderings};
use crate::document::{self, Document, Facts, Unused};
use crate::edit::{Applicability, Edit, Fix, SourceMap};
use crate::error::Error;
use crate::glossary::{EntryId, Termbase, builtin};
use crate::lang::Profile;
use crate::restore::{self, Entries, Restoration, Source};
use crate::review::{Finding, Review};
use crate::rewrite;
use crate::text::Span;
use std::cell::OnceCell;
use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

/// Glossaries made ready: reviews documents, any number of them, from any number of threads.
/// A copy shares the glossaries.
#[derive(Clone, Debug)]
pub struct Engine {
    termbase: Arc<Termbase>,
    weights: Weights,
    profile: Arc<Profile>,
    typography: bool,
    source_language: Option<String>,
    dictionary: Arc<Dictionary>,
    renderings: Arc<Renderings>,
    /// Names by their source forms, once a document has a source.
    entries: Arc<OnceLock<Entries>>,
}

/// What a document was translated from, which every look reads alike.
struct Original<'s> {
    text: Option<&'s str>,
    /// What is known of its names, once asked for.
    reading: OnceCell<Source<'s>>,
}

/// The score of a missing space, below every rule that changes a word.
const SPACING_SCORE: i32 = 0;
/// The score of a quantity that its unit alone decides.
const QUANTITY_SCORE: i32 = 12;
/// The score of a calque: its phrase says all, but a name inside it is put right first.
const CALQUE_SCORE: i32 = 8;

impl Engine {
    /// An engine over `termbase`.
    #[must_use]
    pub fn new(termbase: Termbase) -> Self {
        let (termbase, profile) = (Arc::new(termbase), Arc::new(Profile::new()));
        Self {
            termbase,
            weights: Weights::default(),
            profile,
            typography: false,
            source_language: None,
            dictionary: Arc::default(),
            renderings: Arc::default(),
            entries: Arc::default(),
        }
    }

    /// An engine over the glossaries that come with the program.
    ///
    /// # Errors
    ///
    /// Returns the faults of the embedded glossaries; a test holds them to none.
    pub fn builtin() -> Result<Self, Error> {
        Termbase::load(&builtin::packs()).map(Self::new)
    }

    /// The same engine, mending the spacing of French punctuation too if `wanted`.
    #[must_use]
    pub fn typography(self, wanted: bool) -> Self {
        Self { typography: wanted, ..self }
    }

    /// The same engine, weighing evidence by another table.
    #[must_use]
    pub fn weights(self, weights: Weights) -> Self {
        Self { weights, ..self }
    }

    /// The same engine, told which language sources are in (ISO 639-1); one that is in another is not used. Else
    /// the function words of each source tell.
    #[must_use]
    pub fn source_language(self, code: Option<String>) -> Self {
        Self { source_language: code, ..self }
    }

    /// The same engine, with what words of the source are in the language of the texts.
    #[must_use]
    pub fn dictionary(self, dictionary: impl Into<Arc<Dictionary>>) -> Self {
        Self { dictionary: dictionary.into(), ..self }
    }

    /// The same engine, knowing how names are rendered by the engine that translated the texts.
    #[must_use]
    pub fn renderings(self, renderings: impl Into<Arc<Renderings>>) -> Self {
        Self { renderings: renderings.into(), ..self }
    }

    /// What words of the source are in the language of the texts.
    #[must_use]
    pub fn words(&self) -> &Dictionary {
        &self.dictionary
    }

    /// How names are rendered by the engine that translated the texts.
    #[must_use]
    pub fn rendered(&self) -> &Renderings {
        &self.renderings
    }

    /// Its table of weights.
    #[must_use]
    pub const fn table(&self) -> &Weights {
        &self.weights
    }

    /// Where right names stand in `document`: their entries and bytes, in order of place.
    #[must_use]
    pub fn mentions(&self, document: &Document) -> Vec<(EntryId, Span)> {
        let facts = self.facts(document);
        let detection = detect::detect(document, &facts, &self.termbase);
        let mut found = Vec::new();
        for (&entry, places) in &detection.mentions {
            let forms = &self.termbase.entry(entry).forms;
            for &token in places {
                let start = facts.tokens[token].span.start();
                let here = forms.iter().filter(|form| document.text[start..].starts_with(form.as_str()));
                found.extend(
                    here.max_by_key(|form| form.len()).map(|form| (entry, Span::new(start, start + form.len()))),
                );
            }
        }
        found.sort_unstable_by_key(|&(entry, span)| (span, entry));
        found.dedup();
        found
    }

    /// The glossaries.
    #[must_use]
    pub fn termbase(&self) -> &Termbase {
        &self.termbase
    }

    /// The glossaries, for a measure that takes something out of an entry and puts it back. What is looked up
    /// in the index (renderings, names, the words of cues) must stay as it is: the index is not made anew.
    pub(crate) fn termbase_mut(&mut self) -> &mut Termbase {
        Arc::make_mut(&mut self.termbase)
    }

    /// Reviews one document.
    ///
    /// What a second run over the mended text would still find is found now: mending one place may
    /// show another in a new light (a sentence now ends where it did not), and users run tools twice.
    #[must_use]
    pub fn review(&self, document: &Document) -> Review {
        /// A third look has never been needed on real text; the fourth is where looking ends.
        const LOOKS: usize = 4;
        let original = Original { text: document.source.as_deref(), reading: OnceCell::new() };
        let mut review = self.look(document, &original);
        for _ in 0..LOOKS {
            let edits = review.edits(Applicability::Safe);
            if edits.is_empty() {
                break;
            }
            let again = self.look(&document.mended(&edits), &original);
            let map = SourceMap::new(&edits);
            if !review.add(again, &map) {
                break;
            }
        }
        review
    }

    fn facts(&self, document: &Document) -> Facts {
        Facts::new(document, self.termbase.language, &self.profile)
    }

    /// The source of `document`, or why it is not used; nothing if there is none, or if no rule will ask for it.
    fn source(&self, document: &Document, facts: &Facts) -> Option<Result<Arc<document::Source>, Unused>> {
        let (language, said) = (self.termbase.language.code(), self.source_language.as_deref());
        let read = document::Source::read(document, facts, &self.profile, language, said)?;
        (facts.foreign.is_none() || read.is_err()).then(|| read.map(Arc::new))
    }

    fn look(&self, document: &Document, original: &Original<'_>) -> Review {
        let mut facts = self.facts(document);
        // Aligned anew with what was mended, as a second run would.
        let source = self.source(document, &facts);
        if facts.foreign.is_some() {
            return Review::in_foreign(facts.foreign, source);
        }
        facts.source = source.as_ref().and_then(|source| source.as_ref().ok()).map(Arc::clone);
        let detection = detect::detect(document, &facts, &self.termbase);
        let decisions = decide::decide(document, &facts, &detection, &self.termbase, &self.weights);
        let wanted = decisions.iter().filter(|decision| decision.verdict != Verdict::Keep);
        let mut found: Vec<Finding> = wanted
            .filter_map(|decision| {
                let context =
                    Context::new(document, &facts, &detection, &self.termbase, &self.weights, &decision.candidate);
                let fix = rewrite::rewrite(document, &context, decision)?;
                Some(Finding {
                    rule: fix.rule.clone(),
                    span: fix.span(),
                    form: decision.target.form.clone(),
                    because: because(&decision.evidence),
                    applicability: fix.applicability,
                    confidence: decision.confidence,
                    fix,
                })
            })
            .collect();
        let quantities = detect::quantities(document, &facts, &self.termbase);
        found.extend(quantities.into_iter().filter_map(|hit| self.quantity(document, hit)));
        let calques = detect::calques(document, &facts, &detection, &self.termbase);
        found.extend(calques.iter().filter_map(|hit| self.calque(document, &facts, hit)));
        found.extend(detect::verbs(document, &facts, &self.termbase).into_iter().map(Self::verb));
        if self.typography {
            found.extend(detect::gaps(document, &facts).into_iter().map(Self::spacing));
        }
        let restorations = self.restorations(document, &facts, &detection, &decisions, original);
        let wanted = restorations.iter().filter(|restoration| restoration.verdict != Verdict::Keep);
        found.extend(wanted.filter_map(|restoration| self.restored(document, &facts, &detection, restoration)));
        Review::new(found, decisions).with_source(source, restorations)
    }

    /// The names that `document` lost of its source; none without one.
    fn restorations(
        &self,
        document: &Document,
        facts: &Facts,
        detection: &Detection,
        decisions: &[Decision],
        original: &Original<'_>,
    ) -> Vec<Restoration> {
        let (Some(text), Some(used)) = (original.text, &facts.source) else { return Vec::new() };
        let input = restore::Input {
            document,
            facts,
            detection,
            decisions,
            pairs: used.alignment.pairs(),
            termbase: &self.termbase,
            entries: self.entries.get_or_init(|| restore::entries(&self.termbase)),
            dictionary: &self.dictionary,
            renderings: &self.renderings,
            weights: &self.weights,
        };
        let read = || Source::read(text, &used.tokens, used.language.as_deref());
        restore::restore(&input, original.reading.get_or_init(read))
    }

    fn restored(
        &self,
        document: &Document,
        facts: &Facts,
        detection: &Detection,
        restoration: &Restoration,
    ) -> Option<Finding> {
        let tokens = restoration.tokens.clone();
        let (termbase, weights, heads) = (&self.termbase, &self.weights, HashSet::new());
        let place = Place::new(document, facts, detection, termbase, weights, tokens, &heads);
        let edits = rewrite::put(document, &place, restoration.span, &restoration.target, None)?;
        let fix = Fix::new(edits, restoration.applicability, restoration.score, restore::RULE);
        Some(Finding {
            rule: fix.rule.clone(),
            span: fix.span(),
            form: restoration.target.form.clone(),
            because: because(&restoration.evidence),
            applicability: fix.applicability,
            confidence: restoration.confidence,
            fix,
        })
    }

    fn calque(&self, document: &Document, facts: &Facts, hit: &CalqueHit) -> Option<Finding> {
        let rule = &self.termbase.calques[hit.rule];
        let edit = rewrite::calque(document, facts, self.termbase.language, &rule.calque, &hit.tokens, &hit.slots)?;
        if document.protects(edit.span) {
            return None;
        }
        let applicability = rule.ceiling.min(rule.status.ceiling());
        Some(Finding {
            rule: rule.id.clone(),
            span: edit.span,
            form: edit.text.clone(),
            because: hit.because(document, facts, rule),
            applicability,
            confidence: Weights::confidence_of(applicability),
            fix: Fix::new(vec![edit], applicability, CALQUE_SCORE, rule.id.clone()),
        })
    }

    fn quantity(&self, document: &Document, hit: QuantityHit) -> Option<Finding> {
        let rule = self.termbase.quantities[hit.quantity].id.clone();
        let edits: Vec<Edit> = hit.edits.into_iter().map(|(span, text)| Edit::new(span, text)).collect();
        if edits.iter().any(|edit| document.protects(edit.span)) {
            return None;
        }
        let fix = Fix::new(edits, hit.applicability, QUANTITY_SCORE, rule.clone());
        let (mut form, mut at) = (String::new(), fix.span().start());
        for edit in fix.edits() {
            form.push_str(&document.text[at..edit.span.start()]);
            form.push_str(&edit.text);
            at = edit.span.end();
        }
        Some(Finding {
            rule,
            span: fix.span(),
            form,
            because: hit.because.to_owned(),
            applicability: hit.applicability,
            confidence: Weights::confidence_of(hit.applicability),
            fix,
        })
    }

    fn verb(hit: VerbHit) -> Finding {
        let rule = "spelling.verb".to_owned();
        let edit = Edit::new(hit.span, hit.form.clone());
        Finding {
            span: hit.span,
            because: "no word of the language; the subject asks for this form".to_owned(),
            form: hit.form,
            applicability: Applicability::Suggested,
            confidence: Weights::confidence_of(Applicability::Suggested),
            fix: Fix::new(vec![edit], Applicability::Suggested, SPACING_SCORE, rule.clone()),
            rule,
        }
    }

    fn spacing(gap: Gap) -> Finding {
        let rule = "typography.space".to_owned();
        Finding {
            span: gap.span,
            form: gap.space.to_string(),
            because: "French puts a space here".to_owned(),
            applicability: Applicability::Safe,
            confidence: Weights::confidence_of(Applicability::Safe),
            fix: Fix::new(vec![Edit::new(gap.span, gap.space)], Applicability::Safe, SPACING_SCORE, rule.clone()),
            rule,
        }
    }
}

/// The weightiest of `evidence`, in one line.
fn because(evidence: &[Evidence]) -> String {
    /// More reasons than this are not read.
    const REASONS: usize = 3;
    let mut reasons: Vec<_> = evidence.iter().filter(|e| e.weight.is_some_and(|w| w > 0)).collect();
    reasons.sort_by_key(|evidence| std::cmp::Reverse(evidence.weight));
    reasons.truncate(REASONS);
    reasons.iter().map(|evidence| evidence.note.as_str()).collect::<Vec<_>>().join("; ")
}
