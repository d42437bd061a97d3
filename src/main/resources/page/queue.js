// Pictures in a row: a bounded number on the way, the others wait; what a busy server says is heeded.
import { state, changed, newId, say, selectedItem } from "./state.js";
import * as api from "./api.js";
import { thumbnail, hint } from "./pixels.js";
import { cutoutParameters, finishParameters, fingerprint, settings } from "./settings.js";
import { t } from "./words.js";

const THUMBNAIL = 176;
const PICTURES = /\.(jpe?g|png|webp|gif|bmp|tiff?|jfif|heic|avif)$/i;
let restUntil = 0;
let restTimer = 0;
let started = 0;
let finished = 0;

const limit = () => state.config?.inFlight ?? 2;
const isOnTheWay = item => item.status === "sending" || item.status === "working";

// Takes files in; the first becomes the one that is looked at where none is.
export function add(files, more = {}) {
    const taken = [...files].filter(file => file.type.startsWith("image/") || PICTURES.test(file.name));
    const items = taken.map(file => ({
        id: newId(), name: file.path || file.webkitRelativePath || file.name, file, status: "waiting", sent: 0, error: "",
        strokes: [], undone: [], verdict: "", note: "", tags: [], ...more,
    }));
    if (items.length < files.length) {
        state.notices = [t("left_out", { n: files.length - items.length })];
    }
    startClock();
    state.items.push(...items);
    // The sample was there so that nobody meets an empty page; a picture of one's own comes to the front.
    if (!state.selected || (items.length && selectedItem()?.sample)) {
        state.selected = items[0]?.id ?? null;
    }
    items.forEach(item => makeThumbnail(item, "thumb", item.file));
    pump();
    changed();
    return items;
}

// The rate is that of what is under way, not of the whole visit.
function startClock() {
    if (!state.items.some(item => item.status === "waiting" || isOnTheWay(item))) {
        started = Date.now();
        finished = 0;
    }
}

// Small pictures come one after another while the page has nothing else to do.
function makeThumbnail(item, key, blob) {
    thumbnail(blob, THUMBNAIL).then(made => {
        if (!state.items.includes(item)) {
            return;
        }
        release(item[key]);
        item[key] = URL.createObjectURL(made.blob);
        item.width ??= made.width;
        item.height ??= made.height;
        changed();
    }, () => { item.unseen = key === "thumb"; changed(); });
}

function release(address) {
    if (address) {
        URL.revokeObjectURL(address);
    }
}

// Starts what may start.
export function pump() {
    const rest = restUntil - Date.now();
    if (rest > 0) {
        // People see the seconds go by.
        clearTimeout(restTimer);
        restTimer = setTimeout(() => { changed(); pump(); }, Math.min(1000, rest + 10));
        return;
    }
    let free = limit() - state.items.filter(isOnTheWay).length;
    const looked = selectedItem();
    const next = state.items.filter(item => item.status === "waiting")
        .sort((a, b) => Number(b === looked) - Number(a === looked));
    for (const item of next) {
        if (free <= 0) {
            break;
        }
        free -= 1;
        run(item);
    }
}

async function run(item) {
    item.status = "sending";
    item.sent = 0;
    item.error = "";
    item.abort = new AbortController();
    changed();
    const chosen = { ...(item.settings ?? settings) };
    const { strokes } = item;
    item.asked = { fingerprint: fingerprint(chosen), strokes };
    try {
        keep(item, await cutout(item, chosen, strokes), chosen, strokes);
    } catch (error) {
        fail(item, error);
    }
    if (item.wanted) {
        item.wanted = false;
        item.status = "waiting";
    }
    changed();
    pump();
}

async function cutout(item, chosen, strokes) {
    const watch = {
        signal: item.abort.signal,
        onSent: share => {
            item.sent = share;
            if (share >= 1) {
                item.status = "working";
            }
            changed();
        },
    };
    const drawn = strokes.length ? await hint(strokes, item.width, item.height) : null;
    const asked = { file: item.file, name: baseName(item.name), hint: drawn };
    const result = await api.remove({ ...asked, parameters: cutoutParameters(chosen) }, watch);
    const finish = finishParameters(chosen);
    result.finished = null;
    if (finish) {
        const again = () => api.remove({ ...asked, parameters: finish }, watch);
        result.finished = (await api.patiently(again, watch.signal)).blob;
    }
    return result;
}

function keep(item, result, chosen, strokes) {
    finished += 1;
    item.previous = item.result?.blob ?? null;
    item.result = { ...result, settings: chosen, fingerprint: fingerprint(chosen), strokes };
    item.width = result.width || item.width;
    item.height = result.height || item.height;
    item.status = "done";
    item.scores = null;
    makeThumbnail(item, "made", result.finished ?? result.blob);
    if (!state.items.some(other => other.status === "waiting" || isOnTheWay(other))) {
        say(t("all_done", { n: state.items.length }));
    }
}

function fail(item, error) {
    if (error.name === "AbortError" || item.abort.signal.aborted) {
        item.status = "cancelled";
    } else if (error.status === 429) {
        // Not a failure: the server says when to come again.
        item.status = "waiting";
        restUntil = Date.now() + 1000 * Math.min(60, error.retryAfter);
    } else {
        finished += 1;
        item.status = "failed";
        item.code = error.code ?? "";
        item.error = error.message || t("no_server");
        say(`${item.name}: ${item.error}`);
    }
}

function countAll() {
    return state.items.filter(item => item.status !== "cancelled").length;
}

// Seconds until a busy server wants to be asked again.
export const restSeconds = () => Math.max(0, Math.ceil((restUntil - Date.now()) / 1000));

export function retry(item) {
    if (isOnTheWay(item)) {
        return;
    }
    startClock();
    item.status = "waiting";
    item.error = "";
    pump();
    changed();
}

export function retryFailed() {
    startClock();
    state.items.filter(item => item.status === "failed" || item.status === "cancelled").forEach(item => {
        item.status = "waiting";
        item.error = "";
    });
    pump();
    changed();
}

export function cancel(item) {
    if (item.status === "waiting") {
        item.status = "cancelled";
    }
    item.wanted = false;
    item.abort?.abort();
    changed();
}

export function cancelAll() {
    state.items.filter(item => item.status === "waiting" || isOnTheWay(item)).forEach(cancel);
}

export function drop(item) {
    cancel(item);
    release(item.thumb);
    release(item.made);
    const at = state.items.indexOf(item);
    state.items.splice(at, 1);
    if (state.selected === item.id) {
        state.selected = state.items[Math.min(at, state.items.length - 1)]?.id ?? null;
    }
    changed();
}

export function clear() {
    if (state.items.some(item => item.verdict || item.note || item.strokes.length) && !confirm(t("clear_sure"))) {
        return;
    }
    [...state.items].forEach(drop);
}

// Makes a result again where the settings are others by now; what is on the way for the old ones is given up first.
export function again(item) {
    if (isOnTheWay(item)) {
        item.wanted = true;
        item.abort.abort();
        return;
    }
    startClock();
    item.status = "waiting";
    pump();
    changed();
}

const isOf = (made, item) => made.fingerprint === fingerprint(item.settings ?? settings)
    && made.strokes.length === item.strokes.length && made.strokes.every((stroke, at) => stroke === item.strokes[at]);

// Whether a result is another than would be made now. One that was read from a folder is what it is.
export const isStale = item => Boolean(item.result) && ["done", "failed", "cancelled"].includes(item.status)
    && (item.result.read ? item.strokes.length > 0 : !isOf(item.result, item));

// The same of what is being made.
export const isOutdated = item => isStale(item) || (isOnTheWay(item) && !isOf(item.asked, item));

// How far all of it is: counts, pictures a second, seconds left.
export function progress() {
    const count = status => state.items.filter(item => item.status === status).length;
    const all = countAll();
    const [done, failed] = [count("done"), count("failed")];
    const left = all - done - failed;
    const rate = left && finished ? finished / Math.max(0.5, (Date.now() - started) / 1000) : 0;
    return { all, done, failed, left, rate, seconds: rate ? left / rate : 0 };
}

export function baseName(name) {
    return name.split("/").pop();
}

// Files of what was dropped, folders with all that is in them.
export async function filesOf(transfer) {
    const entries = [...transfer.items ?? []].map(item => item.webkitGetAsEntry?.()).filter(Boolean);
    if (!entries.length) {
        return [...transfer.files];
    }
    const files = [];
    for (const entry of entries) {
        // What cannot be read does not keep the others out.
        await walk(entry, files).catch(error => say(`${entry.name}: ${error.message}`));
    }
    return files;
}

async function walk(entry, files) {
    if (entry.isFile) {
        const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
        file.path = entry.fullPath.slice(1);
        files.push(file);
        return;
    }
    const reader = entry.createReader();
    for (;;) {
        const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
        if (!some.length) {
            return;
        }
        for (const each of some) {
            await walk(each, files);
        }
    }
}
