// What the page says, in each of its languages.
import { changed } from "./state.js";
import { english } from "./words-en.js";
import { chinese } from "./words-zh.js";

export const LANGUAGES = { en: "English", zh: "\u4e2d\u6587" };
const WORDS = { en: english, zh: chinese };

let chosen = localStorage.getItem("language") ?? (navigator.language.startsWith("zh") ? "zh" : "en");

export const language = () => chosen;

export function setLanguage(name) {
    chosen = name in WORDS ? name : "en";
    localStorage.setItem("language", chosen);
    changed();
}

// A text by its name, with values in the places of {these}; what has no words is shown as it is.
export function t(name, values = {}) {
    const text = WORDS[chosen][name] ?? english[name] ?? name;
    return text.replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
}
