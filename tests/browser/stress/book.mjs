// Writes the stress book: everything that real books seldom have and that a page must survive.
// It is made when the tests run, since forty claims in every list are shorter told than written.
import fs from "node:fs";
import path from "node:path";

export function writeStressBook(folder) {
  const put = (file, text) => {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  };
  put(
    "personabook.toml",
    `[book]\n${toml({
      title: `Stress & <b>strain</b> "${LONG_WORD}"`,
      company: "<i>Quote</i> & 'Apostrophe' \"Ltd\"",
      welcome: `${HOSTILE[0]} ${LONG_WORD}`,
      language: "en",
      edit_url: "https://git.example.org/edit/{path}?a=1&b=2",
    })}`,
  );
  for (const [file, fields] of Object.entries(entries())) {
    const { body, ...rest } = fields;
    if (body === undefined) {
      put(`content/${file}.toml`, toml(rest));
    } else {
      put(`content/${file}.md`, `+++\n${toml(rest)}+++\n\n${body}\n`);
    }
  }
}

export const LONG_WORD = "Rindfleischetikettierungsueberwachungsaufgabenuebertragungsx";
export const LONG_NAME = "Wilhelmina-Theodora van Oosterhout-Raamsdonksveer tot Heusden";

/** Each of these sets window.__pwned when a page runs it. */
export const HOSTILE = [
  "<script>window.__pwned=1</script>",
  "\"><img src=x onerror=\"window.__pwned=2\">",
  "' onmouseover='window.__pwned=3' onfocus='window.__pwned=3' autofocus x='",
  "</title></style></script><svg onload=window.__pwned=4>",
  "<!-- {{ site.title }} {% raw %} ${window.__pwned=5} --> ]]> */ &lt;b&gt; &amp;quot;",
  "`);window.__pwned=6//\\\" \\' <iframe srcdoc='<script>parent.__pwned=6</script>'></iframe>",
];
const HOSTILE_WORD = "\"><script>window.__pwned=7</script>";

const ENGLISH = [
  "Wants to see the whole of it on one screen before anybody else in the firm hears about it, because the last time a number changed between two meetings it took a month to repair",
  `Has to explain ${LONG_WORD} to people who have never heard of it and who will not ask`,
  "Is told by three departments that the other two are waiting, and keeps a list of who said what and on which day, which is the only document in the building that everybody believes",
  "Starts early, stops late, and does the part that matters in the half hour when the telephone is silent",
  "https://a-very-long-address.example.org/without/any/place/to/break/it/at/all/because_it_is_one_word?and=has&a=query",
];
const DUTCH = [
  "Wil vóór de vergadering weten wat er verandert, en niet erna",
  "Heeft een arbeidsongeschiktheidsverzekeringsmaatschappij als grootste klant en houdt rekening met hun overlegstructuur",
  "Belt liever even dan dat ze een formulier van vier pagina's invult",
  "Zegt ‘prima’ als het niet prima is; let op wat ze daarna níét meer vraagt",
];
const JAPANESE = [
  "毎朝、誰よりも早く数字を確認し、昨日との違いを自分の言葉で説明できるようにしておきたい",
  "会議の前に関係者全員の同意を得ておかないと、決定が次の四半期まで延びてしまう",
  "新しい仕組みは便利だと思うが、責任の所在がはっきりしないものには判を押せない",
  "取引先からの電話は三コール以内に出る。",
];

/** Hands out the sentences of a list in turn. */
function speaker(sentences) {
  let next = 0;
  return () => sentences[next++ % sentences.length];
}

function entries() {
  const cast = ["long", "bare", "dutch", "japanese", "negative", "hostile", "seventh", "eighth", "ninth", "tenth"];
  const english = speaker(ENGLISH);
  const hostile = speaker(HOSTILE);
  const all = {
    "evidence/talks": { name: "Talks", method: "interview", date: day("2026-05-01"), n: 12 },
    "evidence/old-survey": { name: `Old survey ${LONG_WORD}`, method: "survey", date: day("2021-01-31"), n: 100000 },
    "evidence/only-a-name": { name: "Only a name and a date", date: day("2026-05-01") },
    "evidence/hostile": evidence(hostile),

    "segments/only-a-name": { name: "Only a name" },
    "segments/long": segment(LONG_NAME, english, 12),
    "segments/hostile": { ...segment(HOSTILE_WORD, hostile, 3), parent: "long" },

    "icps/only-a-name": { name: "Only a name" },
    "icps/fifteen-criteria": icp(LONG_NAME, english, 8, cast, 15),
    "icps/hostile": { ...icp(HOSTILE_WORD, hostile, 3, cast, 3), negative: true },

    "personas/long": { ...persona(LONG_NAME, english, 40), ...related(cast) },
    "personas/bare": { name: "Bare" },
    "personas/dutch": { ...persona("Liesbeth ’t Hooft-Van der Geest", speaker(DUTCH), 4), body: body(speaker(DUTCH)) },
    "personas/japanese": { ...persona("鈴木 一郎（すずき いちろう）", speaker(JAPANESE), 4), body: body(speaker(JAPANESE)) },
    "personas/negative": { ...persona("The one we do not want", english, 3), kind: "negative", body: "No [link](persona:bare) is [](persona:long) missed." },
    "personas/hostile": { ...persona(HOSTILE_WORD, hostile, 6), ...related(cast), body: body(hostile) },
    "personas/seventh": { name: "W".repeat(60), role: "W".repeat(60), quote: LONG_WORD },
    "personas/eighth": { name: "CTO / CIO", age: "35-40", quote: english() },
    "personas/ninth": { name: "Å", role: "ÅÄÖ", goals: ["One"] },
    "personas/tenth": { name: "Emoji 👩🏽‍💻 of 10", quote: "👍🏿 is what I say 🎉", frustrations: ["🙈🙉🙊"] },

    "jobs/only-a-name": { name: "Only a name" },
    "jobs/forty-outcomes": { ...job(LONG_NAME, english, 5, 40), personas: cast, parent: "only-a-name" },
    "jobs/hostile": { ...job(HOSTILE_WORD, hostile, 2, 4), personas: ["hostile"] },

    "journeys/no-stages": { name: "No stages", personas: ["bare"] },
    "journeys/one-stage": { name: "One stage", personas: ["bare"], stages: [{ name: "The only one" }] },
    "journeys/one-stage-felt": { ...journey("One stage, felt", english, cast.slice(0, 3), 1), lanes: ["frontstage", "backstage", "support"] },
    "journeys/nothing-felt": { name: "Nothing felt", personas: ["bare", "long"], stages: some(3, (index) => ({ name: `Stage ${index + 1}`, doing: [english()], moment_of_truth: index === 1 })) },
    "journeys/felt-by-some": { name: `Felt by some ${LONG_WORD}`, personas: ["bare", "dutch"], improves: "nothing-felt", stages: some(5, (index) => ({ name: LONG_WORD, emotions: index % 2 ? { bare: -2 } : {}, moment_of_truth: index < 3, leads_to: ["journey:twelve-stages#stage-9"] })) },
    "journeys/twenty-stages": { name: "Twenty stages", personas: cast, stages: some(20, (index) => ({ name: `Stage ${index + 1}`, emotion: (index % 9) / 2 - 2, emotions: { bare: 0 }, doing: [english()] })) },
    "journeys/twelve-stages": { ...journey(LONG_NAME, english, cast, 12), job: "forty-outcomes", icp: "fifteen-criteria" },
    "journeys/twelve-stages-later": { ...journey("Twelve stages, later", english, cast.slice(0, 2), 12), state: "future", improves: "twelve-stages" },
    "journeys/hostile": journey(HOSTILE_WORD, hostile, ["hostile", "bare"], 2),

    "competitors/only-a-name": { name: "Only a name" },
    "competitors/long": competitor(LONG_NAME, english, 8),
    "competitors/one-long-list": { name: LONG_WORD, weaknesses: claims(english, 20) },
    "competitors/hostile": competitor(HOSTILE_WORD, hostile, 3),

    "qualification/only-an-icp": { name: "Only an ICP", icp: "only-a-name" },
    "qualification/long": qualification(LONG_NAME, english, 8, "fifteen-criteria"),
    "qualification/hostile": qualification(HOSTILE_WORD, hostile, 2, "hostile"),

    "paths/one-step": { name: "One step", milestones: [{ name: "Day 1", steps: [{ title: "The only one" }] }] },
    "paths/long": learningPath(LONG_NAME, english, 6),
    "paths/hostile": learningPath(HOSTILE_WORD, hostile, 2),

    "terms/only-a-name": { name: "Only a name" },
    "terms/long": { name: LONG_WORD, also: [LONG_NAME, LONG_WORD], see: ["only-a-name", "hostile"], body: body(english) },
    "terms/hostile": { name: HOSTILE_WORD, also: HOSTILE, body: body(hostile) },

    "pages/only-a-name": { name: "Only a name" },
    "pages/everything-in-markdown": { name: "Everything in Markdown", nav_order: 1, body: markdown() },
  };
  return all;
}

function head(name, say) {
  return {
    name,
    summary: say(),
    owner: say().slice(0, 80),
    status: "assumed",
    reviewed: day("2025-02-28"),
    review_every: "6 months",
    tags: ["short", LONG_WORD, say().slice(0, 60), "<tag>", "a & b"],
    audience: ["sales"],
    evidence: ["talks", "old-survey"],
    links: [{ title: say(), url: "https://example.org/?a=<b>&c=\"d\"" }],
    extra: { [say().slice(0, 60)]: say(), [LONG_WORD]: [say(), LONG_WORD, say()] },
  };
}

/** Claims of every form: bare, with one source, with all that a claim may say. */
function claims(say, many) {
  return Array.from({ length: many }, (_, index) => {
    if (index % 3 === 0) return say();
    if (index % 3 === 1) return { text: say(), evidence: ["talks"] };
    return { text: say(), severity: (index % 5) + 1, evidence: ["talks", "old-survey"], workaround: say(), note: say() };
  });
}

const some = (many, make) => Array.from({ length: many }, (_, index) => make(index));

const ROLES = ["decision-maker", "economic-buyer", "champion", "influencer", "technical-evaluator", "end-user", "gatekeeper", "blocker", "coach"];
const PHASES = ["define", "locate", "prepare", "confirm", "execute", "monitor", "modify", "conclude"];

function doings(say, many) {
  return {
    actions: some(many, (index) => ({ what: say(), owner: say().slice(0, 60), due: day("2026-01-31"), ...(index % 2 ? { done: day("2026-01-30") } : {}) })),
    measures: some(many, (index) => ({ name: say(), unit: index % 2 ? "%" : LONG_WORD.slice(0, 20), before: index * 1234567.25, now: -3, target: 0.5, date: day("2027-06-30") })),
  };
}

function segment(name, say, many) {
  return {
    ...head(name, say),
    tier: "B",
    strategy: "serve-lean",
    tone: say(),
    needs: claims(say, many),
    channels: some(many, say),
    basis: Object.fromEntries(["demographic", "geographic", "psychographic", "behavioural", "value"].map((key) => [key, claims(say, many)])),
    share: { customers: 100, revenue: 0, margin: 33.333 },
    value_proposition: { promise: say(), products: claims(say, many), pain_relievers: claims(say, many), gain_creators: claims(say, many) },
    ...doings(say, 3),
    body: body(say),
  };
}

function icp(name, say, many, cast, criteria) {
  return {
    ...head(name, say),
    segments: ["only-a-name", "long"],
    firmographics: {
      industries: some(many, say),
      employees: { min: 1, max: 250000, sweet_spot: say().slice(0, 50) },
      revenue: { min: 5000000, max: 50000000000, currency: "EUR" },
      locations: [LONG_WORD, say()],
      business_models: some(3, say),
      stage: say(),
    },
    technographics: { uses: claims(say, many), avoids: claims(say, many) },
    budget: { min: 12000, max: 9000000, currency: "JPY", per: "year" },
    needs: claims(say, many),
    challenges: claims(say, many),
    triggers: claims(say, many),
    sales_cycle: say(),
    decision_process: some(many, () => ({ step: say(), who: say().slice(0, 60), takes: "2 to 14 weeks", criteria: claims(say, 2) })),
    committee: some(10, (index) => ({ role: ROLES[index % ROLES.length], persona: cast[index % cast.length], title: say().slice(0, 60), influence: ["owns-budget", "approves", "evaluates", "recommends", "uses", "none"][index % 6], concerns: claims(say, 3), wins_over: claims(say, 3) })),
    disqualifiers: some(3, () => ({ reason: say(), why: say(), when: { field: "country", any: ["<NL>", "\"BE\""] } })),
    scorecard: {
      tiers: { A: 80, B: 60, C: 0 },
      criteria: some(criteria, (index) => ({
        attribute: index % 2 ? `${LONG_WORD} ${index}` : `${say().slice(0, 70)} ${index}`,
        ideal: say(),
        weight: (index % 3) + 1,
        why: say(),
        must: index === 0,
        levels: [
          { points: 2, when: { field: "size", min: 20, max: 200 }, label: say() },
          { points: 1, when: { either: [{ field: "size", above: 10 }, { all: [{ field: "country", any: ["NL"] }, { not: { field: "country", matches_none: ["BE"] } }] }] } },
        ],
      })),
    },
    examples: [
      { account: LONG_NAME, values: { size: 100, country: "NL" }, expect: "A", note: say() },
      { account: LONG_WORD, values: { size: 0 }, expect: "C" },
    ],
    signals: [{ name: say(), icp: 34, others: 12.5, unit: "%", better: "higher" }, { name: LONG_WORD, icp: 0, others: 0, unit: "days", better: "lower" }],
    method: { customers: say(), market: say(), interviews: say(), synthesis: say() },
    body: body(say),
  };
}

function persona(name, say, many) {
  const lists = ["quotes", "responsibilities", "measured_by", "goals", "frustrations", "fears", "dreams", "drivers", "needs", "dos", "donts"];
  const short = () => say().slice(0, 60);
  return {
    ...head(name, say),
    role: short(),
    titles: some(Math.min(many, 6), short),
    age: short(),
    pronouns: "they/them",
    location: short(),
    quote: { text: say(), evidence: ["talks"] },
    segment: "long",
    icps: ["fifteen-criteria", "only-a-name"],
    kind: "both",
    basis: "proto",
    share: 99.5,
    buying_role: "technical-evaluator",
    influence: say(),
    reports_to: short(),
    team: say(),
    attitude: say(),
    ...Object.fromEntries(lists.map((key) => [key, claims(say, many)])),
    hobbies: some(many, short),
    media: some(many, short),
    tools: some(many, short),
    brands: some(many, short),
    day: some(Math.min(many, 12), (index) => ({ time: `${String(index + 7).padStart(2, "0")}:15`, what: say() })),
    demographics: { [short()]: say(), [LONG_WORD]: [say(), short()] },
    traits: some(Math.min(many, 10), (index) => ({ left: index % 2 ? LONG_WORD : short(), right: index % 2 ? short() : LONG_WORD, value: index * 10 })),
    skills: some(Math.min(many, 10), (index) => ({ name: index % 2 ? LONG_WORD : short(), level: index % 6 })),
    channels: some(Math.min(many, 10), (index) => ({ name: index % 2 ? LONG_WORD : short(), use: index % 6, for: say() })),
    words: { says: claims(say, many), avoid: claims(say, many) },
    decision: {
      criteria: claims(say, many),
      convinced_by: claims(say, many),
      questions: claims(say, many),
      decides_with: claims(say, many),
      objections: some(Math.min(many, 10), (index) => ({ says: say(), ...(index % 2 ? {} : { answer: say() }) })),
    },
    empathy: Object.fromEntries(["sees", "hears", "says", "does", "thinks", "feels", "pains", "gains"].map((key) => [key, claims(say, many)])),
    jobs: ["forty-outcomes", "only-a-name"],
    validation: [
      { question: "Do you recognise this person?", answer: say(), by: short(), date: day("2026-06-12"), verdict: "partly" },
      { question: "do we want to do business with this customer?", verdict: "no" },
      { question: say(), answer: say() },
    ],
    ...doings(say, 4),
  };
}

function related(cast) {
  return { relations: cast.map((id) => ({ persona: id, how: `${LONG_WORD} & <b>how</b>` })) };
}

function job(name, say, many, outcomes) {
  return {
    ...head(name, say),
    statement: say(),
    when: say(),
    want: say(),
    so_that: say(),
    dimension: "emotional",
    level: "main",
    segments: ["long", "only-a-name"],
    circumstances: claims(say, many),
    steps: some(16, (index) => ({ phase: PHASES[index % 8], what: say() })),
    outcomes: some(outcomes, (index) => {
      if (index % 8 === 7) return { statement: say() };
      if (index % 8 === 6) return { statement: say(), answers: { important: 22, satisfied: 12, n_importance: 29, n_satisfaction: 29 } };
      return { statement: say(), importance: (index * 7) % 11, satisfaction: (index * 3) % 11 };
    }),
    forces: { push: claims(say, many), pull: claims(say, many), anxiety: claims(say, many), habit: claims(say, many) },
    alternatives: some(many, () => ({ name: say().slice(0, 60), why_hired: say(), why_fired: say() })),
    feel: claims(say, many),
    avoid_feeling: claims(say, many),
    seen_as: claims(say, many),
    body: body(say),
  };
}

function competitor(name, say, many) {
  return {
    ...head(name, say),
    segments: ["only-a-name", "long"],
    icps: ["fifteen-criteria", "only-a-name"],
    price: say(),
    strengths: claims(say, many),
    weaknesses: claims(say, many),
    wins_when: claims(say, many),
    loses_when: claims(say, many),
    says: some(many, (index) => ({ says: `${index + 1}. ${say()}`, ...(index % 3 ? { answer: `${say()}. ${say()}` } : {}) })),
    body: body(say),
  };
}

function journey(name, say, cast, stages) {
  const claimed = ["doing", "thinking", "feeling", "questions", "pains", "gains", "evidence_shown", "frontstage", "backstage", "support"];
  return {
    ...head(name, say),
    personas: cast,
    state: "current",
    scenario: say(),
    expectations: claims(say, 4),
    scope: { from: say(), to: say() },
    stages: some(stages, (index) => ({
      name: index % 2 ? LONG_WORD : `${say().slice(0, 50)} ${index + 1}`,
      summary: say(),
      goal: say(),
      takes: "2 to 3 weeks, sometimes a year",
      ...Object.fromEntries(claimed.map((key) => [key, claims(say, 3)])),
      emotion: index % 3 ? ((index * 5) % 9) / 2 - 2 : { from: 2, to: -2, label: say().slice(0, 40) },
      emotions: Object.fromEntries(cast.map((id, at) => [id, ((index + at) % 9) / 2 - 2])),
      touchpoints: some(3, say),
      channels: [LONG_WORD, say()],
      moment_of_truth: index % 4 === 1,
      importance: (index % 5) + 1,
      satisfaction: 5 - (index % 5),
      message: { text: say(), evidence: ["talks"] },
      content: [{ title: say(), url: "https://example.org/<content>", for: say() }, { title: LONG_WORD }],
      uses: ["icp:fifteen-criteria", "job:forty-outcomes", "persona:hostile", "segment:long"],
      opportunities: some(3, (at) => ({ title: say(), customer_value: (index * 9 + at) % 101, business_value: (index * 7) % 101, effort: (index + at) % 6, owner: say().slice(0, 60), status: say().slice(0, 60), evidence: ["talks"] })),
      measures: doings(say, 2).measures,
      owner: say().slice(0, 60),
      leads_to: ["journey:one-stage#stage-1", "journey:no-stages"],
    })),
    body: body(say),
  };
}

function qualification(name, say, many, icpId) {
  return {
    ...head(name, say),
    icp: icpId,
    framework: some(Math.min(many, 8), (index) => ({ key: "MEDDPICC"[index], name: index % 2 ? LONG_WORD : say().slice(0, 60), ask: claims(say, 3), looks_like: claims(say, 3), points: index * 2.5 })),
    engagement: some(many * 2, (index) => ({ signal: say(), points: index % 4 === 3 ? -20 : index * 3, half_life_days: 30, cap: 99, when: say() })),
    fit_points: 40,
    thresholds: { mql: 75, nurture: 74 },
    sql: { framework_min: 2, any_of: claims(say, many), all_of: claims(say, many) },
    stages: some(many, () => ({ name: say().slice(0, 60), meaning: say(), owner: LONG_WORD, exit: claims(say, 3) })),
    handover: { checklist: claims(say, many), sla: { leads_per_month: 4000, respond_within: say(), feedback_within: say() } },
    reject_reasons: claims(say, many),
    measures: doings(say, 3).measures,
    body: body(say),
  };
}

function learningPath(name, say, many) {
  const read = ["persona:long", "persona:seventh", "persona:bare", "journey:twelve-stages#stage-9", "term:long", "segment:hostile", "evidence:old-survey"];
  return {
    ...head(name, say),
    for: name,
    milestones: some(many, (index) => ({
      name: index % 2 ? LONG_WORD : say(),
      steps: some(many, (at) => ({ title: at % 3 === 1 ? LONG_WORD : say(), minutes: at ? at * 100 : 1, read: read.slice(0, at + 1), do: say(), look_for: LONG_WORD, ask: say() })),
    })),
    quiz: { exclude: ["nothing"], questions: some(many, () => ({ ask: say(), answer: LONG_WORD, wrong: [`${say()} not`, LONG_NAME], why: say(), see: "persona:long" })) },
    body: body(say),
  };
}

function evidence(say) {
  return { ...head(HOSTILE_WORD, say), evidence: [], method: "desk", date: day("2026-05-01"), n: 0, source: say(), url: "https://example.org/?<script>\"", by: say(), findings: claims(say, 5), consent: say(), body: body(say) };
}

function body(say) {
  return `## ${say()}\n\n${say()} ${say()} ${say()} [^talks]\n\n- ${say()}\n- ${say()}\n\n> ${say()}\n`;
}

function markdown() {
  const wide = (cell) => `| ${Array(12).fill(cell).join(" | ")} |`;
  return [
    "## Second level", LONG_WORD, "### Third level", "#### Fourth level", "A claim[^talks] and **bold** *italic* ~~gone~~ `code`.",
    wide("A wide column"), wide("---"), wide(LONG_WORD),
    "```\n" + "a line of code that is much longer than any phone is wide and has no reason to wrap ".repeat(3) + "\n```",
    "- one\n  - two\n    - three\n      1. four\n      2. five",
    "> quoted\n>\n> > quoted in a quote",
    "---",
    HOSTILE.join("\n\n"),
    "[A link](https://example.org/) and [](persona:hostile), [](journey:twelve-stages#stage-2), [](term:hostile).",
  ].join("\n\n");
}

// TOML: one line per field of the entry, with inline tables below it.

function day(iso) {
  return { iso };
}

function toml(fields) {
  return Object.entries(fields).map(([key, value]) => `${tomlKey(key)} = ${tomlValue(value)}\n`).join("");
}

function tomlKey(key) {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : JSON.stringify(key);
}

function tomlValue(value) {
  if (Array.isArray(value)) return `[${value.map(tomlValue).join(", ")}]`;
  if (value?.iso) return value.iso;
  if (typeof value === "object") {
    return `{ ${Object.entries(value).map(([key, inner]) => `${tomlKey(key)} = ${tomlValue(inner)}`).join(", ")} }`;
  }
  // JSON's strings, numbers and booleans are TOML's too.
  return JSON.stringify(value);
}
