//! What one pre-pass knows of a document: its words, sentences, and which parts are in another language.

use super::{BlockKind, Document, Source};
use crate::lang::features::Tag;
use crate::lang::{Language, Lexicon, Profile, Tally};
use crate::text::Span;
use crate::text::sentences::sentences;
use crate::text::words::{Token, TokenKind, tokenize};
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

/// What the lexicon says of one word of the text, looked up at most once.
#[derive(Clone, Debug, Default)]
pub struct Readings {
    /// Its tags as it stands, or failing that in small letters.
    pub tags: Vec<Tag>,
    /// Its dictionary forms in small letters, each with its tag.
    pub lemmas: Vec<(Tag, String)>,
}

/// The words of a document and where each belongs.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// All tokens of all blocks, ascending.
    pub tokens: Vec<Token>,
    /// Token ranges of sentences, ascending.
    pub sentences: Vec<Range<usize>>,
    /// For each block, its token range and kind.
    pub blocks: Vec<(Range<usize>, BlockKind)>,
    sentence_of: Vec<u32>,
    block_of: Vec<u32>,
    foreign_blocks: Vec<bool>,
    readings: Vec<OnceCell<Readings>>,
    /// The language that the document is in, if it is not the target's.
    pub foreign: Option<&'static str>,
    /// The apostrophe that the document uses.
    pub apostrophe: char,
    /// The source, if there is one that something may be concluded from.
    pub source: Option<Arc<Source>>,
}

impl Facts {
    /// Reads `document` once.
    #[must_use]
    pub fn new(document: &Document, language: &dyn Language, profile: &Profile) -> Self {
        let text = &document.text;
        let mut facts = Self { apostrophe: '\'', ..Self::default() };
        let mut whole = Tally::default();
        for block in &document.blocks {
            let first = facts.tokens.len();
            tokenize(text, block.span, &document.protected, &mut facts.tokens);
            let range = first..facts.tokens.len();
            let mut tally = Tally::default();
            facts.tokens[range.clone()].iter().for_each(|token| profile.count(token.key, &mut tally));
            whole.add(&tally);
            let first_sentence = facts.sentences.len();
            let abbreviation = |word: &str| language.is_abbreviation(word);
            sentences(text, &facts.tokens, range.clone(), &abbreviation, &mut facts.sentences);
            for (sentence, s) in facts.sentences[first_sentence..].iter().zip(first_sentence..) {
                facts.sentence_of.extend(sentence.clone().map(|_| u32::try_from(s).unwrap_or(u32::MAX)));
            }
            let block_index = u32::try_from(facts.blocks.len()).unwrap_or(u32::MAX);
            facts.block_of.extend(range.clone().map(|_| block_index));
            facts.foreign_blocks.push(profile.foreign(&tally, language.code()).is_some());
            facts.blocks.push((range, block.kind));
        }
        facts.readings = vec![OnceCell::new(); facts.tokens.len()];
        facts.foreign = profile.foreign(&whole, language.code());
        let (curly, straight) = (text.matches('\u{2019}').count(), text.matches('\'').count());
        if curly > straight {
            facts.apostrophe = '\u{2019}';
        }
        facts
    }

    /// The part of `document` that holds the start of `span`, and the part of its source that it translates, if
    /// that is known.
    #[must_use]
    pub fn translated<'d>(&self, document: &'d Document, span: Span) -> Option<(Span, &'d str)> {
        let pair = self.source.as_ref()?.alignment.at(span.start())?;
        Some((pair.target, pair.source.of(document.source.as_deref()?)))
    }

    /// What `lexicon` says of `token` of `text`; marks and numbers have no readings.
    #[must_use]
    pub fn readings(&self, text: &str, token: usize, lexicon: &Lexicon) -> &Readings {
        self.readings[token].get_or_init(|| {
            if self.tokens[token].kind != TokenKind::Word {
                return Readings::default();
            }
            let word = self.tokens[token].span.of(text);
            let lower = word.to_lowercase();
            let lemmas = lexicon.analyses(&lower).iter().map(|a| (a.tag, a.lemma())).collect();
            Readings { tags: lexicon.tags(word), lemmas }
        })
    }

    /// True if `token` of `text` is a form of one of the dictionary forms `lemmas`.
    #[must_use]
    pub fn is_form_of(&self, text: &str, token: usize, lexicon: &Lexicon, lemmas: &[impl AsRef<str>]) -> bool {
        let readings = self.readings(text, token, lexicon);
        readings.lemmas.iter().any(|(_, lemma)| lemmas.iter().any(|one| one.as_ref() == lemma))
    }

    /// The token range of the sentence that holds `token`.
    #[must_use]
    pub fn sentence(&self, token: usize) -> Range<usize> {
        self.sentences[self.sentence_of[token] as usize].clone()
    }

    /// The token range of the block that holds `token`.
    #[must_use]
    pub fn block(&self, token: usize) -> Range<usize> {
        self.blocks[self.block_of[token] as usize].0.clone()
    }

    /// The place in [`Facts::blocks`] of the block that holds `token`.
    #[must_use]
    pub fn block_index(&self, token: usize) -> usize {
        self.block_of[token] as usize
    }

    /// What the block that holds `token` is.
    #[must_use]
    pub fn kind(&self, token: usize) -> BlockKind {
        self.blocks[self.block_of[token] as usize].1
    }

    /// True if the block that holds `token` is in another language.
    #[must_use]
    pub fn is_foreign(&self, token: usize) -> bool {
        self.foreign_blocks[self.block_of[token] as usize]
    }
}
