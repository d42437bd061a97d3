// What lies over the page: the list of keys, and what is known of the server.
import { html, nothing } from "./lit-html.js";
import { state, changed } from "./state.js";
import * as api from "./api.js";
import { pump, retryFailed } from "./queue.js";
import { forgetAll } from "./store.js";
import { action, check } from "./parts.js";
import { t } from "./words.js";

const KEYS = ["j", "k", "x", "c", "w", "b", "l", "[", "]", "p", "e", ",", ".", "z", "y", "s", "t", "o", "?"];
const VIEW_KEYS = ["arrows", "+", "-", "0", "1", "space"];
const REVIEW_KEYS = ["a", "r", "m", "n"];
const CAPS = { arrows: "\u2190 \u2191 \u2192 \u2193" };

// Closing it as such gives the focus back to where it was; then it goes from the page.
function close() {
    document.querySelector("dialog")?.close();
}

function closed() {
    state.dialog = null;
    said = "";
    changed();
}

let said = "";

// Letters as keys can be switched off: who speaks to the machine says letters (WCAG 2.1.4).
export const letterKeys = () => localStorage.getItem("letter-keys") !== "off";

export function dialogs() {
    const made = { keys, server }[state.dialog];
    return made ? html`<dialog aria-labelledby="dialog-title" @close=${closed}>${made()}
        <p class="buttons"><button id="close" @click=${close}>${t("close")}</button></p></dialog>` : nothing;
}

function table(keys, title) {
    return html`<table class="keys"><caption>${title}</caption><tbody>${keys.map(key => html`<tr>
        <th scope="row"><kbd>${CAPS[key] ?? (key === "space" ? t("space") : key.toUpperCase())}</kbd></th><td>${t(`key_${key}`)}</td></tr>`)}</tbody></table>`;
}

function keys() {
    const chosen = value => { localStorage.setItem("letter-keys", value ? "on" : "off"); changed(); };
    return html`<h2 id="dialog-title">${t("keys")}</h2>
        ${check("letter-keys", t("letter_keys"), letterKeys(), chosen)}
        ${table([...KEYS], t("keys_anywhere"))}
        <table class="keys"><tbody><tr><th scope="row"><kbd>\u21e7 1</kbd> \u2026 <kbd>\u21e7 4</kbd></th><td>${t("key_views")}</td></tr></tbody></table>
        ${table(VIEW_KEYS, t("keys_view"))} ${table(REVIEW_KEYS, t("keys_review"))}`;
}

function server() {
    const { config } = state;
    return html`<h2 id="dialog-title">${t("server")}</h2>
        ${config ? html`<p>Alphalift ${config.version}, ${t("in_flight", { n: config.inFlight })}</p>` : nothing}
        <form @submit=${event => { event.preventDefault(); useKey(); }}>
            <label>${t("api_key")} <input type="password" id="api-key" autocomplete="off" .value=${state.key}></label>
            <button>${t("use_key")}</button>
        </form>
        ${said ? html`<p class="bad" role="alert">${said}</p>` : nothing}
        <p class="muted">${t("key_help")}</p>
        <h3>${t("models")}</h3>
        <ul>${state.models.map(model => html`<li>${model.name} <span class="muted">${model.licence}</span></li>`)}</ul>
        <p>${t("kept_here")}</p>
        <p class="buttons">${action(t("forget_all"), forgetEverything)}</p>`;
}

async function useKey() {
    const before = state.key;
    state.key = document.querySelector("#api-key").value.trim();
    try {
        await api.checkKey();
        if (!state.config) {
            await api.loadConfig();
        }
        sessionStorage.setItem("key", state.key);
        close();
        retryFailed();
        pump();
    } catch (error) {
        state.key = before;
        said = error.message || t("no_server");
        changed();
    }
}

async function forgetEverything() {
    try {
        await forgetAll();
    } finally {
        localStorage.clear();
        sessionStorage.clear();
        location.reload();
    }
}
