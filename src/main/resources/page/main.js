// The page: four views, one state, the keys.
import { html, nothing, render } from "./lit-html.js";
import { state, changed, onChange, say, selectedItem } from "./state.js";
import * as api from "./api.js";
import * as queue from "./queue.js";
import { forgetLostModel, loadSettings } from "./settings.js";
import { cutView } from "./cut-view.js";
import { compareView, startVariants } from "./compare-view.js";
import { zoneView, loadZone } from "./zone-view.js";
import { reviewView, judge, ordered, step } from "./review-view.js";
import { change, lookAt, toggleBrush, toggleLoupe, MODES } from "./stage.js";
import { redo, resize, undo } from "./brush.js";
import { download } from "./downloads.js";
import { attempt } from "./parts.js";
import { dialogs, letterKeys } from "./dialogs.js";
import { newDraw } from "./pyramids.js";
import { language, setLanguage, LANGUAGES, t } from "./words.js";
import "./viewer.js";

const VIEWS = { cut: cutView, compare: compareView, zone: zoneView, review: reviewView };
const root = document.querySelector("#app");

function page() {
    return html`
        <header>
            <h1>Alphalift</h1>
            <nav aria-label=${t("views")}>${Object.keys(VIEWS).map(view => html`
                <a href=${`#${view}`} id=${`view-${view}`} aria-current=${view === state.view ? "page" : nothing}>${t(`view_${view}`)}</a>`)}</nav>
            <span class="tools">
                <label class="inline"><span class="hidden">${t("language")}</span><select id="language" @change=${event => setLanguage(event.target.value)}>
                    ${Object.entries(LANGUAGES).map(([key, name]) => html`<option value=${key} ?selected=${key === language()}>${name}</option>`)}</select></label>
                <label class="inline"><span class="hidden">${t("theme")}</span><select id="theme" @change=${event => setTheme(event.target.value)}>
                    ${["auto", "light", "dark"].map(key => html`<option value=${key} ?selected=${key === theme()}>${t(`theme_${key}`)}</option>`)}</select></label>
                <button id="server" @click=${() => { state.dialog = "server"; changed(); }}>${t("server")}</button>
                <button id="keys" @click=${() => { state.dialog = "keys"; changed(); }}>${t("keys")}</button>
            </span>
        </header>
        ${state.notices.map(notice => html`<p class="notice" role="status">${notice}
            <button class="small" aria-label=${t("close")} @click=${() => { state.notices = []; changed(); }}>\u00d7</button></p>`)}
        <main id="main" tabindex="-1">${VIEWS[state.view]()}</main>
        <p class="said" role="status" aria-live="polite">${state.said}</p>
        ${dialogs()}`;
}

function draw() {
    newDraw();
    const focused = document.activeElement;
    const row = focused?.closest?.("li")?.querySelector(".open");
    render(page(), root);
    if (focused && focused !== document.body && !focused.isConnected) {
        // What was under the finger is gone, as a button that cancelled something; one goes on from where it was.
        (row?.isConnected ? row : document.querySelector("#main")).focus();
    }
    document.documentElement.lang = language() === "zh" ? "zh-CN" : "en";
    document.title = `Alphalift \u2013 ${t(`view_${state.view}`)}`;
    document.querySelectorAll("alpha-viewer").forEach(viewer => viewer.redraw());
    document.querySelectorAll("dialog").forEach(dialog => dialog.open || dialog.showModal());
}

const theme = () => localStorage.getItem("theme") ?? "auto";

function setTheme(name) {
    localStorage.setItem("theme", name);
    document.documentElement.dataset.theme = name;
    changed();
}

function route() {
    const view = location.hash.slice(1);
    state.view = Object.hasOwn(VIEWS, view) ? view : "cut";
    if (state.view === "compare" && !state.compare.variants.length) {
        startVariants();
    }
    if (state.view === "review") {
        state.selected = (ordered().find(item => !item.verdict) ?? ordered()[0])?.id ?? state.selected;
    }
    changed();
}

// --- Keys: one letter each, never while somebody writes.
const isWriting = target => target.matches?.("textarea, select, input:not([type=checkbox], [type=radio], [type=range], [type=file])");

function next(by) {
    if (state.view === "review") {
        step(by);
        return;
    }
    const at = state.items.findIndex(item => item.id === state.selected);
    const item = state.items[Math.min(state.items.length - 1, Math.max(0, at + by))];
    state.selected = item?.id ?? null;
    changed();
}

const LOOK_KEYS = { c: "checker", w: "white", b: "black" };
const KEYS = {
    j: () => next(1),
    k: () => next(-1),
    l: toggleLoupe,
    p: () => selectedItem()?.result && toggleBrush(),
    e: () => { state.brush.mode = state.brush.mode === "keep" ? "erase" : "keep"; changed(); },
    x: () => { state.mode = MODES[(MODES.indexOf(state.mode) + 1) % 4]; changed(); },
    z: () => selectedItem() && change(selectedItem(), undo),
    y: () => selectedItem() && change(selectedItem(), redo),
    s: () => selectedItem()?.result && attempt(() => download(selectedItem(), "png")),
    t: () => selectedItem() && attempt(() => queue.again(selectedItem())),
    o: () => document.querySelector("#files")?.click(),
    "[": () => moveSplit(-0.05),
    "]": () => moveSplit(0.05),
    ",": () => resize(1 / 1.25),
    ".": () => resize(1.25),
    "?": () => { state.dialog = "keys"; changed(); },
};
const REVIEW_KEYS = {
    a: () => judge("accept"),
    r: () => judge("reject"),
    m: () => judge("mend"),
    n: () => document.querySelector("#note")?.focus(),
};

function moveSplit(by) {
    state.split = Math.min(1, Math.max(0, state.split + by));
    changed();
}

function onKey(event) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !isWriting(event.target)) {
        event.preventDefault();
        KEYS[event.shiftKey ? "y" : "z"]();
        return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || state.dialog || isWriting(event.target) || !letterKeys()) {
        return;
    }
    const key = event.key.toLowerCase();
    const views = Object.keys(VIEWS);
    const review = state.view === "review" ? REVIEW_KEYS[key] : null;
    if (review) {
        review();
    } else if (key in LOOK_KEYS) {
        lookAt(LOOK_KEYS[key]);
    } else if (event.shiftKey && /^Digit[1-4]$/.test(event.code)) {
        location.hash = views[Number(event.code[5]) - 1];
    } else if (KEYS[key]) {
        KEYS[key]();
    } else {
        return;
    }
    event.preventDefault();
}

// --- Pictures come in
function listen() {
    addEventListener("hashchange", route);
    addEventListener("keydown", onKey);
    addEventListener("dragover", event => { event.preventDefault(); root.classList.add("over"); });
    addEventListener("dragleave", event => event.relatedTarget ?? root.classList.remove("over"));
    addEventListener("drop", event => {
        event.preventDefault();
        root.classList.remove("over");
        attempt(async () => {
            queue.add(await queue.filesOf(event.dataTransfer));
            location.hash = state.view === "zone" ? "cut" : state.view;
        });
    });
    addEventListener("paste", event => {
        const files = [...event.clipboardData?.files ?? []];
        if (files.length) {
            event.preventDefault();
            queue.add(files);
        }
    });
    addEventListener("beforeunload", event => {
        if (state.items.some(item => item.verdict || item.note || item.strokes.length)) {
            event.preventDefault();
        }
    });
}

// Nobody meets an empty page: a sample is worked on, until a picture of one's own comes.
async function showSample() {
    const answer = await fetch(new URL("sample.jpg", import.meta.url));
    const file = new File([await answer.blob()], "sample.jpg", { type: "image/jpeg" });
    if (!state.items.length) {
        queue.add([file], { sample: true });
    }
}

async function start() {
    document.documentElement.dataset.theme = theme();
    await loadSettings();
    onChange(draw);
    listen();
    root.replaceChildren();
    route();
    draw();
    try {
        await api.loadConfig();
        forgetLostModel(state.models.map(model => model.name));
        if (state.config.needsKey && !state.key) {
            state.dialog = "server";
        } else {
            await showSample();
        }
    } catch (error) {
        say(error.message || t("no_server"));
        state.notices = [error.message || t("no_server")];
    }
    await loadZone().catch(error => say(error.message));
    route();
}

start();
