// The language, and texts in it.
const WORDS = { en: ENGLISH, zh: CHINESE };
let language = navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";

// A text by its key, with values in the places of {these}.
function t(key, values = {}) {
    return (WORDS[language][key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

// The same as a list of nodes and texts, for values that are nodes.
function phrase(key, values) {
    return t(key, Object.fromEntries(Object.keys(values).map(name => [name, `{${name}}`])))
        .split(/\{(\w+)\}/).map((part, at) => at % 2 ? values[part] : part);
}

// A number of things, in the form that it takes.
function counted(noun, amount) {
    return t(`${amount === 1 ? "one" : "n"}_${noun}`, { n: count(amount) });
}

function sentences(...said) {
    return said.filter(Boolean).join(t("gap"));
}

function clauses(said) {
    return said.filter(Boolean).join(t("semicolon"));
}

function listed(items) {
    return items.join(t("comma"));
}

// A code for people.
function words(code) {
    const text = String(code);
    return (language === "zh" ? CHINESE_CODES.get(text) : null) ?? text.replaceAll("_", " ");
}

// How something is computed, told in the data in English.
function definition(text) {
    return (language === "zh" ? CHINESE_DEFINITIONS.get(text) : null) ?? text;
}

// The texts that page.html has places for.
function fillTexts() {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.querySelectorAll("[data-t]").forEach(place => { place.textContent = t(place.dataset.t); });
    document.querySelectorAll("[data-t-label]").forEach(place => place.setAttribute("aria-label", t(place.dataset.tLabel)));
}

// Draws all in another language; what was opened and scrolled stays so.
function speak(name) {
    const opened = [...document.querySelectorAll("details")].map(each => each.open);
    const places = [...document.querySelectorAll(".scroll")].map(each => [each.scrollLeft, each.scrollTop]);
    language = name in WORDS ? name : "en";
    fillAll();
    document.querySelectorAll("details").forEach((each, at) => { each.open = opened[at]; });
    document.querySelectorAll(".scroll").forEach((each, at) => each.scrollTo(...places[at] ?? [0, 0]));
}
