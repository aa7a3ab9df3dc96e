//! Syntactic frames that a name of some kind stands in and a common noun rarely does.

use super::{layout, list};
use crate::decide::context::Context;
use crate::decide::feature::Feature;
use crate::decide::place::fold_word;
use crate::glossary::kinds::Kind;
use crate::lang::DeterminerKind;
use crate::lang::features::{Number, Pos, Tag};
use crate::text::Span;
use crate::text::fold::Case;
use crate::text::words::TokenKind;

/// A frame that holds, with the words that made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Which.
    pub feature: Feature,
    /// The words that made it.
    pub span: Span,
    /// The noun that the name stands in apposition to, if that is the frame.
    pub head: Option<usize>,
}

impl Frame {
    /// The frame that token `at` made.
    #[must_use]
    pub fn at(context: &Context<'_>, feature: Feature, at: usize) -> Self {
        Self { feature, span: context.token(at).span, head: None }
    }
}

/// All frames that hold around the candidate.
#[must_use]
pub fn frames(context: &Context<'_>, kind: &Kind) -> Vec<Frame> {
    let mut found = Vec::new();
    let mut add = |feature: Feature, token: usize, head: Option<usize>| {
        found.push(Frame { head, ..Frame::at(context, feature, token) });
    };
    if let Some(head) = apposition(context, kind) {
        // "société de conseil", "outils d'interface": bare and small it may be what a firm deals in, or what several
        // products are for; one product is ("un modèle de flamme").
        let bare = context.determiner.is_none() && !Case::is_capitalised(context.word(context.tokens.start));
        let several = || context.tags(head).iter().any(|tag| tag.number == Some(Number::Plural));
        let dealt_in = bare && (!kind.versions || context.preposition.is_some() && several());
        add(if dealt_in { Feature::BareApposition } else { Feature::Apposition }, head, Some(head));
    } else if let Some(head) = apposition_after(context, kind) {
        add(Feature::Apposition, head, None);
    } else if let Some(head) = apposed(context, kind) {
        add(Feature::Apposed, head, None);
    } else if let Some((feature, owned)) = possessor(context, kind) {
        add(feature, owned, None);
    }
    if let Some(token) = speech(context, kind) {
        add(Feature::Speech, token, None);
    }
    if let Some(token) = share(context, kind) {
        add(Feature::Share, token, None);
    }
    // "Composer demande du temps": what an infinitive does any does; what it is ("Réagir est une bibliothèque")
    // tells more.
    let told = |feature: Feature| feature != Feature::Headline || !context.is_infinitive();
    if let Some((feature, token)) = predicate(context, kind).filter(|&(feature, _)| told(feature)) {
        add(feature, token, None);
    }
    if let Some(token) = disagreement(context) {
        add(Feature::Disagreement, token, None);
    }
    if let Some(token) = uncontracted(context) {
        add(Feature::Uncontracted, token, None);
    } else if let Some(token) = undetermined(context) {
        add(Feature::Undetermined, token, None);
    }
    if let Some(token) = object(context, kind) {
        add(Feature::Object, token, None);
    }
    if let Some(token) = preposition(context, kind) {
        add(Feature::Preposition, token, None);
    }
    if let Some(token) = version(context, kind) {
        add(Feature::Version, token, None);
    }
    found.extend(list::frame(context));
    found.extend(layout::frames(context));
    found
}

fn is_article_or_bare(context: &Context<'_>) -> bool {
    context.determiner.is_none_or(|(_, d)| d.kind == DeterminerKind::Definite)
}

/// "le géant américain de la cible", "leur modèle de flamme", "l'application Fils".
fn apposition(context: &Context<'_>, kind: &Kind) -> Option<usize> {
    if !is_article_or_bare(context) || context.adjective_before.is_some() {
        return None;
    }
    match &context.preposition {
        Some(p) if p.word == "de" => context.noun_before(p.token, &kind.heads),
        None => {
            // "le quotidien britannique Le Gardien": a capitalised article is part of a title.
            let titled = |at: usize| Case::is_capitalised(context.word(at)) && !context.opens(at);
            if let Some((at, _)) = context.determiner {
                return if titled(at) { context.noun_before(at, &kind.heads) } else { None };
            }
            let head = context.before(context.tokens.start)?;
            if describes(context) {
                return None;
            }
            let fits = context.is_noun_of(head, &kind.heads) || kind.heads.contains(context.hyphenated(head));
            fits.then_some(head)
        }
        Some(_) => None,
    }
}

/// "le langage principal": an adjective in small letters says what the thing before it is like. One that has no
/// plural ("le langage rouille") is a noun after all.
fn describes(context: &Context<'_>) -> bool {
    let first = context.tokens.start;
    let inflected = |tag: &Tag| matches!(tag.pos, Pos::Adjective | Pos::PastParticiple) && tag.number.is_some();
    !Case::is_capitalised(context.word(first))
        && context.tokens.len() == 1
        && context.is_adjective(first)
        && context.tags(first).iter().any(inflected)
}

/// "Lama, le modèle ouvert de Meta,".
fn apposition_after(context: &Context<'_>, kind: &Kind) -> Option<usize> {
    let comma = context.within(context.tokens.end).filter(|&at| matches!(context.word(at), "," | "("))?;
    let first = context.within(comma + 1)?;
    let determiner = context.language().determiner(context.word(first));
    if determiner.is_some_and(|d| d.preposition.is_some()) {
        return None;
    }
    // "le nouveau modèle", or without article "quotidien britannique": one adjective may come first.
    let from = first + usize::from(determiner.is_some());
    let head = (from..from + 2).find(|&at| context.within(at).is_some() && context.is_noun_of(at, &kind.heads))?;
    // "l'environnement (réseau, accès, points d'entrée)": bare before a comma it is the first of a list.
    let listed = determiner.is_none() && context.within(head + 1).is_some_and(|at| context.word(at) == ",");
    (!listed).then_some(head)
}

/// "Un concurrent plus petit, la perplexité, a lancé": between commas after what it is.
fn apposed(context: &Context<'_>, kind: &Kind) -> Option<usize> {
    if context.preposition.is_some() || !is_article_or_bare(context) || context.adjective_before.is_some() {
        return None;
    }
    let comma = |at: usize| context.word(at) == ",";
    let before = context.before(context.start()).filter(|&at| comma(at))?;
    context.within(context.tokens.end).filter(|&at| comma(at))?;
    context.noun_before(before, &kind.heads).or_else(|| context.noun_before(before, &kind.predicates))
}

/// "les salariés de l'objectif", and weakly "l'avenir de la flamme".
fn possessor(context: &Context<'_>, kind: &Kind) -> Option<(Feature, usize)> {
    let p = context.preposition.as_ref().filter(|p| p.word == "de")?;
    // "les salariés de la grande perplexité": what an adjective comes before is a noun, and nobody's employer.
    if !is_article_or_bare(context) || context.adjective_before.is_some() {
        return None;
    }
    // Bare after "de" a common noun is a complement ("chiffre d'affaires"): little without a capital.
    if context.determiner.is_none() && !Case::is_capitalised(context.word(context.tokens.start)) {
        let owner = |nouns| context.noun_before(p.token, nouns);
        return owner(&kind.staff).or_else(|| owner(&kind.owned)).map(|at| (Feature::WeakPossessor, at));
    }
    let rows = [
        (Feature::Staff, &kind.staff),
        (Feature::Possessor, &kind.owned),
        (Feature::WeakPossessor, &kind.weakly_owned),
    ];
    rows.into_iter().find_map(|(feature, nouns)| context.noun_before(p.token, nouns).map(|at| (feature, at)))
}

/// "…, affirme l'objectif": a quotation ends with who said it, where only people and bodies speak.
fn speech(context: &Context<'_>, kind: &Kind) -> Option<usize> {
    if kind.deeds.is_empty() || context.preposition.is_some() || !is_article_or_bare(context) {
        return None;
    }
    let speech = &context.termbase.kinds.common.speech;
    let verb = context.before(context.start())?;
    let said = context.is_of(verb, speech, |tag| tag.pos == Pos::Verb && tag.third_singular);
    let closes = context.before(verb).is_some_and(|at| matches!(context.word(at), "," | "»" | "\"" | "”" | "a"));
    (said && closes).then_some(verb)
}

/// "49 % de X", "une part de 10 % dans X".
fn share(context: &Context<'_>, kind: &Kind) -> Option<usize> {
    let p = context.preposition.as_ref().filter(|p| kind.shares && matches!(p.word.as_str(), "de" | "dans"))?;
    let before = context.before(p.token)?;
    (context.word(before) == "%" || context.is(before, "cent")).then_some(before)
}

/// The verb after the candidate, past negations, pronouns and adverbs.
fn next_verb(context: &Context<'_>, from: usize) -> Option<usize> {
    /// "l'objectif ne l'a toutefois pas encore".
    const BETWEEN: usize = 4;
    for at in from..=from + BETWEEN {
        context.within(at)?;
        if context.is_finite(at) && !context.termbase.kinds.common.between.contains(&fold_word(context.word(at))) {
            return Some(at);
        }
        if !context.passes(at) {
            return None;
        }
    }
    None
}

/// The participle, adjective or infinitive that an auxiliary goes with.
fn after_auxiliary(context: &Context<'_>, auxiliary: usize, wanted: impl Fn(Tag) -> bool) -> Option<usize> {
    /// "a, selon nous, toujours" is cut here; "n'a pas encore" is not.
    const BETWEEN: usize = 3;
    (auxiliary + 1..=auxiliary + 1 + BETWEEN)
        .take_while(|&at| context.within(at).is_some())
        .find_map(|at| {
            if context.tags(at).iter().any(|&tag| wanted(tag)) {
                return Some(Some(at));
            }
            if context.passes(at) { None } else { Some(None) }
        })
        .flatten()
}

/// What the candidate is the subject of: a verb of its kind, a passive, a predicate.
fn predicate(context: &Context<'_>, kind: &Kind) -> Option<(Feature, usize)> {
    // Inside "de X" the subject is what X belongs to.
    if context.preposition.is_some() || !is_article_or_bare(context) {
        return None;
    }
    if context.tokens.start == context.start() && context.determiner.is_none() {
        let capital = Case::is_capitalised(context.word(context.tokens.start));
        if !capital && !context.is_name_like() {
            return None;
        }
    }
    // "L'écart, qui possède aussi": what is told of it is what it does.
    let relative = context.within(context.tokens.end).filter(|&at| context.word(at) == ",").and_then(|at| {
        let verb =
            context.within(at + 1).filter(|&at| context.is(at, "qui")).and_then(|at| next_verb(context, at + 1))?;
        done(context, kind, Feature::Subject, verb, |tag| tag.pos == Pos::Verb)
            .filter(|(feature, _)| *feature != Feature::WeakSubject)
    });
    if relative.is_some() {
        return relative;
    }
    let from = after_parenthesis(context, context.tokens.end);
    let verb = next_verb(context, from)?;
    let feature = if context.start() == context.sentence.start && context.determiner.is_none() {
        Feature::Headline
    } else {
        Feature::Subject
    };
    let common = &context.termbase.kinds.common;
    let light = &common.light_verbs;
    let verb_tag = |tag: Tag| tag.pos == Pos::Verb;
    // "La pomme se vend", "s'est bien vendue" are passives of a thing; "s'est excusée" is what one does.
    let reflexive = (from..verb).any(|at| matches!(fold_word(context.word(at)).as_str(), "se" | "s'"));
    if !context.is_of(verb, light, verb_tag) {
        let acts = !reflexive || context.is_of(verb, &common.reflexive_verbs, verb_tag);
        return acts.then(|| done(context, kind, feature, verb, verb_tag)).flatten();
    }
    let is = |lemma: &str| context.is_form_of(verb, &[lemma]);
    if is("avoir") {
        let participle = after_auxiliary(context, verb, |tag| tag.pos == Pos::PastParticiple)?;
        if context.is(participle, "été") {
            return passive(context, kind, participle);
        }
        let participial = |tag: Tag| tag.pos == Pos::PastParticiple;
        return done(context, kind, feature, participle, participial).or_else(|| agent(context, participle));
    }
    if is("être") {
        if reflexive {
            let past = |tag: Tag| tag.pos == Pos::PastParticiple;
            let participle = after_auxiliary(context, verb, past)?;
            let known = context.is_of(participle, &kind.verbs, past) || context.is_of(participle, &kind.deeds, past);
            let acts = known && context.is_of(participle, &common.reflexive_verbs, past);
            return acts.then_some((feature, participle));
        }
        return passive(context, kind, verb);
    }
    if is("aller") || is("devoir") || is("pouvoir") || is("vouloir") || is("venir") {
        let infinitive = after_auxiliary(context, verb, |tag| tag.pos == Pos::Infinitive)?;
        let deed = done(context, kind, feature, infinitive, |tag| tag.pos == Pos::Infinitive);
        return deed.or_else(|| willing(context, kind, feature, verb, verb_tag));
    }
    None
}

/// "veut remplacer", "refuse de commenter", "cherche à vendre": only who has a will wants to do something.
fn willing(
    context: &Context<'_>,
    kind: &Kind,
    feature: Feature,
    verb: usize,
    wanted: impl Fn(Tag) -> bool,
) -> Option<(Feature, usize)> {
    let will = &context.termbase.kinds.common.will;
    if kind.deeds.is_empty() || !context.is_of(verb, will, wanted) {
        return None;
    }
    let infinitive = |at: usize| context.tags(at).iter().any(|tag| tag.pos == Pos::Infinitive);
    let small = |at: usize| context.passes(at) || matches!(fold_word(context.word(at)).as_str(), "de" | "d'" | "à");
    let mut ahead = (verb + 1..verb + 5).take_while(|&at| context.within(at).is_some());
    ahead.find(|&at| !small(at) || infinitive(at)).filter(|&at| infinitive(at)).map(|_| (feature, verb))
}

/// What doing `verb` says of its subject: much if only such things do it, little if any thing does.
fn done(
    context: &Context<'_>,
    kind: &Kind,
    feature: Feature,
    verb: usize,
    wanted: impl Fn(Tag) -> bool,
) -> Option<(Feature, usize)> {
    if context.is_of(verb, &kind.deeds, &wanted) {
        return Some((Feature::Deed, verb));
    }
    if context.is_of(verb, &kind.verbs, &wanted) {
        return Some((feature, verb));
    }
    if let Some(found) = willing(context, kind, feature, verb, &wanted) {
        return Some(found);
    }
    let weak = context.is_of(verb, &kind.weak_verbs, &wanted);
    weak.then_some((if feature == Feature::Headline { feature } else { Feature::WeakSubject }, verb))
}

/// "a montré des lunettes", "a déboursé 14 milliards": whoever has done something to a thing acts.
fn agent(context: &Context<'_>, participle: usize) -> Option<(Feature, usize)> {
    let object = context.within(participle + 1)?;
    let determiner = context.language().determiner(context.word(object));
    let counted = context.token(object).kind == TokenKind::Number;
    let common = &context.termbase.kinds.common;
    let light = context.is_of(participle, &common.light_verbs, |_| true)
        || context.is_of(participle, &common.abstract_verbs, |_| true);
    let direct = determiner.is_some_and(|d| d.preposition.is_none() || context.is(object, "des"));
    ((direct || counted) && !light).then_some((Feature::Agent, participle))
}

/// "est accusé de", "a été l'un des": from the form of *être* on.
fn passive(context: &Context<'_>, kind: &Kind, etre: usize) -> Option<(Feature, usize)> {
    let adjectival = |tag: Tag| matches!(tag.pos, Pos::PastParticiple | Pos::Adjective);
    if let Some(participle) = after_auxiliary(context, etre, adjectival) {
        if context.is_of(participle, &kind.passives, adjectival) {
            return Some((Feature::Subject, participle));
        }
        // "est parti", "est devenu": the perfect of a few verbs is built with *être*.
        let intransitive = ["venu", "allé", "devenu", "parti", "arrivé", "entré", "sorti", "resté", "passé"];
        if intransitive.iter().any(|word| context.is(participle, word)) {
            return Some((Feature::Subject, participle));
        }
    }
    let mut at = context.within(etre + 1)?;
    while context.termbase.kinds.common.between.contains(&fold_word(context.word(at)))
        && context.language().determiner(context.word(at)).is_none()
        || context.word(at) == ","
    {
        at = context.within(at + 1)?;
    }
    let determiner = context.language().determiner(context.word(at))?;
    if determiner.preposition.is_some() {
        return None;
    }
    (at..at + 4)
        .take_while(|&noun| context.within(noun).is_some())
        .find(|&noun| context.is_noun_of(noun, &kind.predicates))
        .filter(|&noun| noun > at || context.is(at, "l'"))
        .map(|noun| (Feature::Predicate, noun))
}

/// "Les fenêtres est": a plural with the verb of one thing is a name that was one thing.
fn disagreement(context: &Context<'_>) -> Option<usize> {
    if context.preposition.is_some() || !is_article_or_bare(context) {
        return None;
    }
    let first = context.tags(context.tokens.start);
    let plural = match context.determiner {
        Some((_, determiner)) => determiner.number == Number::Plural,
        None => !first.is_empty() && first.iter().all(|tag| tag.number == Some(Number::Plural)),
    };
    // "X et les fenêtres est": the verb is another's.
    let joined = context.before(context.start()).is_some_and(|at| matches!(context.word(at), "et" | "ou" | ","));
    let verb = context.within(context.tokens.end).filter(|_| plural && !joined)?;
    let tags = context.tags(verb);
    let singular = tags.iter().any(|tag| tag.third_singular) && tags.iter().all(|tag| tag.pos == Pos::Verb);
    (singular && !tags.iter().any(|tag| tag.third_plural)).then_some(verb)
}

/// "une réunion de les équipes": French joins "de" and "les" unless the article is a name's.
fn uncontracted(context: &Context<'_>) -> Option<usize> {
    let (at, _) = context.determiner.filter(|(_, d)| d.kind == DeterminerKind::Definite)?;
    let p = context.preposition.as_ref().filter(|p| p.token != at)?;
    let article = fold_word(context.word(at));
    context.language().contraction(&p.word, &article).map(|_| p.token)
}

/// "intègre copilote", "dans Perspectives": a bare noun where French has a determiner. Set phrases of a
/// light verb ("mettre fin", "avoir besoin") and prepositions that take bare nouns ("en", "sans", "par")
/// are left out.
fn undetermined(context: &Context<'_>) -> Option<usize> {
    if context.determiner.is_some() {
        return None;
    }
    let common = &context.termbase.kinds.common;
    let before = context.before(context.tokens.start)?;
    if let Some(p) = &context.preposition {
        return common.determined.contains(&p.word).then_some(before);
    }
    let verbal =
        |tag: &Tag| tag.pos == Pos::Verb && (tag.third_singular || tag.third_plural) || tag.pos == Pos::Infinitive;
    let tags = context.tags(before);
    let light = context.is_of(before, &common.bare_object_verbs, |tag| verbal(&tag))
        || context.is_of(before, &common.light_verbs, |tag| verbal(&tag));
    let verb = tags.iter().any(verbal) && tags.iter().all(|tag| tag.pos == Pos::Verb || verbal(tag));
    (verb && !light).then_some(before)
}

/// Past ", basé à Cupertino," or "(…)" to where the clause goes on.
pub(super) fn after_parenthesis(context: &Context<'_>, from: usize) -> usize {
    /// The longest aside that is looked across, in words.
    const ASIDE: usize = 14;
    let close = match context.within(from).map(|at| context.word(at)) {
        Some(",") => ",",
        Some("(") => ")",
        _ => return from,
    };
    (from + 1..from + 1 + ASIDE)
        .take_while(|&at| context.within(at).is_some())
        .find(|&at| context.word(at) == close)
        .map_or(from, |at| at + 1)
}

/// "racheter la pomme".
fn object(context: &Context<'_>, kind: &Kind) -> Option<usize> {
    if context.preposition.is_some() || !is_article_or_bare(context) || context.adjective_before.is_some() {
        return None;
    }
    // "poursuit toujours la pomme"
    let adverb = |at: usize| context.passes(at) && context.language().determiner(context.word(at)).is_none();
    let mut verb = context.before(context.start())?;
    if adverb(verb) {
        verb = context.before(verb)?;
    }
    let verbal =
        |tag: Tag| matches!(tag.pos, Pos::Verb | Pos::Infinitive | Pos::PastParticiple | Pos::PresentParticiple);
    context.is_of(verb, &kind.objects_of, verbal).then_some(verb)
}

/// "chez l'objectif", "selon Objectif", and what is hard or good "pour l'objectif".
fn preposition(context: &Context<'_>, kind: &Kind) -> Option<usize> {
    let p = context.preposition.as_ref()?;
    if !is_article_or_bare(context) {
        return None;
    }
    let named = context.determiner.is_some() || Case::is_capitalised(context.word(context.tokens.start));
    if named && kind.prepositions.contains(&p.word) {
        return Some(p.token);
    }
    let partner = context.before(p.token).is_some_and(|at| context.is_of(at, &kind.partners, |_| true))
        || context.noun_before(p.token, &kind.partners).is_some();
    if named && p.word == "avec" && partner {
        return Some(p.token);
    }
    if p.word == "à" && context.determiner.is_some() && recipient(context, kind, p.token) {
        return Some(p.token);
    }
    let felt = &context.termbase.kinds.common.felt;
    let before = context.before(p.token)?;
    (kind.shares && p.word == "pour" && context.determiner.is_some() && context.is_noun_of(before, felt))
        .then_some(before)
}

/// "appartient à l'objectif", "donner raison à l'objectif": past an object of one word to the verb.
fn recipient(context: &Context<'_>, kind: &Kind, preposition: usize) -> bool {
    let verb = |at: usize| context.is_of(at, &kind.recipients, |tag| !matches!(tag.pos, Pos::Noun | Pos::Adjective));
    let Some(before) = context.before(preposition) else { return false };
    let noun = context.tags(before).iter().any(|tag| tag.pos == Pos::Noun);
    verb(before) || noun && context.before(before).is_some_and(verb)
}

/// "Gémeaux 2.5": a version number, not a year.
fn version(context: &Context<'_>, kind: &Kind) -> Option<usize> {
    if !kind.versions || !is_article_or_bare(context) {
        return None;
    }
    let number = context.within(context.tokens.end)?;
    let digits = context.word(number);
    let is_version = context.token(number).kind == TokenKind::Number && digits.len() <= 2;
    // "objectif 20 %", "flamme 3 fois": a unit makes it an amount.
    let next = context.within(number + 1);
    let amount = next.is_some_and(|at| {
        let tags = context.tags(at);
        let noun = tags.iter().any(|tag| tag.pos == Pos::Noun) && !context.is_finite(at);
        // "20 à 40 %"
        let range = context.within(at + 1).is_some_and(|end| context.token(end).kind == TokenKind::Number);
        context.word(at) == "%" || noun || range && matches!(context.word(at), "à" | "-" | "–")
    });
    (is_version && !amount).then_some(number)
}
