// The zone of hard samples: pictures that models fail at, with tags and, where there is one, the true opacity. They stay in
// this browser, leave it as a folder that `alphalift evaluate` reads, and a run over them stands beside the last one.
import { html, nothing } from "./lit-html.js";
import { state, changed, newId, say } from "./state.js";
import * as api from "./api.js";
import { samples as store, values } from "./store.js";
import { action, attempt, choice, numbers, take } from "./parts.js";
import { presentModels, standardModel } from "./adjust.js";
import { archive, stem } from "./downloads.js";
import { canScore, firstScores, LOWER_IS_BETTER } from "./truth.js";
import { REFINEMENTS } from "./settings.js";
import { t } from "./words.js";

const TAGS = ["light-hair-on-white", "glass", "shadow", "border", "small"];
const SHOWN_SCORES = ["iou", "mae", "boundary_iou", "gradient_error"];
const addresses = new WeakMap();

function address(blob) {
    if (!addresses.has(blob)) {
        addresses.set(blob, URL.createObjectURL(blob));
    }
    return addresses.get(blob);
}

// What the browser kept; the first time, the samples that come with the page: painted, so that their opacity is exact.
export async function loadZone() {
    const { zone } = state;
    zone.model ??= standardModel();
    zone.refine ??= "none";
    zone.samples = await store.all().catch(() => []);
    zone.last = await values.get("zone-run").catch(() => null);
    if (!zone.samples.length && !await values.get("zone-started").catch(() => false)) {
        await addShipped();
        await values.put("zone-started", true).catch(() => {});
    }
    changed();
}

async function addShipped() {
    const file = async path => (await fetch(new URL(path, import.meta.url))).blob();
    const list = await (await fetch(new URL("zone.json", import.meta.url))).json();
    for (const { name, tags } of list) {
        await keep({ name, tags, image: await file(`zone-${name}.jpg`), truth: await file(`zone-${name}.alpha.png`), made: true });
    }
}

async function keep(sample) {
    const made = { id: newId(), ...sample };
    state.zone.samples.push(made);
    await store.put(made).catch(() => say(t("not_kept")));
    changed();
    return made;
}

export function zoneView() {
    const { zone } = state;
    return html`
        <section class="zone" aria-label=${t("view_zone")}>
            <p>${t("zone_help")}</p>
            <div class="bar">
                <label class="button main">${t("zone_add")}<input type="file" id="zone-files" multiple accept="image/*"
                    @change=${event => attempt(() => addFiles(event.target))}></label>
                ${choice("zone-tag", t("zone_new_tag"), TAGS.map(tag => [tag, tagName(tag)]), zone.tag || TAGS[0], tag => { zone.tag = tag; changed(); })}
                ${choice("zone-model", t("model"), presentModels().map(name => [name, name]), zone.model, name => { zone.model = name; changed(); })}
                ${choice("zone-refine", t("refine"), REFINEMENTS.map(key => [key, t(`refine_${key}`)]), zone.refine, key => { zone.refine = key; changed(); })}
                ${zone.running ? action(t("cancel"), () => zone.abort.abort()) : canScore() ? action(t("zone_run"), run, "zone-run") : nothing}
                ${action(t("zone_export"), exportZone, "zone-export")}
                ${zone.samples.some(sample => sample.made) ? nothing : action(t("zone_restore"), addShipped)}
            </div>
            ${zone.running ? html`<progress max=${zone.samples.filter(sample => sample.truth).length} .value=${zone.at} aria-label=${t("progress")}></progress>` : nothing}
            ${zone.run || zone.last ? results() : nothing}
            <ul class="samples" role="list">${zone.samples.map(card)}</ul>
        </section>`;
}

const tagName = tag => TAGS.includes(tag) ? t(`tag_${tag}`) : tag;

function card(sample) {
    const scored = (state.zone.run ?? state.zone.last)?.pairs?.[sample.id];
    return html`<li>
        <img src=${address(sample.image)} alt=${sample.name} loading="lazy">
        <strong dir="auto">${sample.name}</strong>
        <label>${t("tags")} <input type="text" .value=${sample.tags.join(", ")} @change=${event => retag(sample, event.target.value)}></label>
        <span class="muted">${sample.truth ? t("truth_there") : t("truth_none")}${scored ? `, ${t("score_iou")} ${numbers(scored.iou)}` : ""}</span>
        <span class="buttons">
            <label class="button small">${t("choose_truth")}<input type="file" accept="image/*" aria-label=${`${t("choose_truth")}: ${sample.name}`}
                @change=${event => attempt(() => take(event.target, file => file && change(sample, { truth: file })))}></label>
            <button class="small" aria-label=${`${t("remove")}: ${sample.name}`} @click=${() => attempt(() => forget(sample))}>\u00d7</button>
        </span>
    </li>`;
}

async function addFiles(input) {
    for (const file of input.files) {
        await keep({ name: stem(file.name), tags: [state.zone.tag || TAGS[0]], image: file, truth: null, made: false });
    }
    input.value = "";
}

const retag = (sample, text) => attempt(() => change(sample,
    { tags: [...new Set(text.split(",").map(tag => tag.trim().toLowerCase().replace(/\s+/g, "-")).filter(Boolean))] }));

async function change(sample, what) {
    Object.assign(sample, what);
    await store.put(sample);
    changed();
}

async function forget(sample) {
    state.zone.samples.splice(state.zone.samples.indexOf(sample), 1);
    if (addresses.has(sample.image)) {
        URL.revokeObjectURL(addresses.get(sample.image));
    }
    await store.remove(sample.id);
    changed();
}

// Scores every sample that has a truth, one call a sample; the run before stays as the last one.
async function run() {
    const { zone } = state;
    const made = { at: new Date().toISOString(), model: zone.model, refine: zone.refine, pairs: {} };
    const failed = [];
    zone.running = true;
    zone.at = 0;
    zone.abort = new AbortController();
    changed();
    try {
        for (const sample of zone.samples.filter(each => each.truth)) {
            try {
                made.pairs[sample.id] = await scored(sample, zone.abort.signal);
            } catch (error) {
                if (error.name === "AbortError") {
                    throw error;
                }
                failed.push(`${sample.name}: ${error.message || t("no_server")}`);
            }
            zone.at += 1;
            changed();
        }
        if (Object.keys(made.pairs).length) {
            zone.last = zone.run ?? zone.last;
            zone.run = made;
            await values.put("zone-run", made).catch(() => {});
        }
        say([t("zone_done", { n: Object.keys(made.pairs).length }), ...failed].join(" "));
        state.notices = failed;
    } finally {
        zone.running = false;
        changed();
    }
}

async function scored(sample, signal) {
    const files = { image: sample.image, truth: sample.truth };
    const report = await api.patiently(() => api.evaluate(files, variantOf(state.zone), { signal }), signal);
    const found = firstScores(report);
    return { ...Object.fromEntries(SHOWN_SCORES.map(key => [key, found[key]])), tags: sample.tags };
}

function variantOf({ model, refine }) {
    return refine === "none" ? { model } : { model, refine };
}

function byTag(made) {
    const groups = new Map();
    for (const pair of Object.values(made?.pairs ?? {})) {
        for (const tag of ["", ...pair.tags]) {
            groups.set(tag, [...groups.get(tag) ?? [], pair]);
        }
    }
    return groups;
}

function results() {
    const { run: now, last } = state.zone;
    const [before, today] = now ? [byTag(last), byTag(now)] : [new Map(), byTag(last)];
    const mean = (pairs, key) => {
        const found = (pairs ?? []).map(pair => pair[key]).filter(value => typeof value === "number");
        return found.length ? found.reduce((sum, value) => sum + value, 0) / found.length : null;
    };
    const cell = (tag, key) => {
        const [value, old] = [mean(today.get(tag), key), mean(before.get(tag), key)];
        const change = value !== null && old !== null ? value - old : null;
        const good = change !== null && (LOWER_IS_BETTER.has(key) ? change < 0 : change > 0);
        return html`<td>${numbers(value)}${change === null || Math.abs(change) < 0.0005 ? nothing
            : html` <span class=${good ? "good" : "bad"}>${change > 0 ? "+" : "\u2212"}${numbers(Math.abs(change))}</span>`}</td>`;
    };
    const of = made => `${made.model}${made.refine === "none" ? "" : `, ${t(`refine_${made.refine}`)}`}`;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("zone_results")}><table id="zone-table">
        <caption>${now && last ? t("zone_against", { now: of(now), last: of(last) }) : t("zone_of", { now: of(now ?? last) })}</caption>
        <thead><tr><th scope="col">${t("tag")}</th><th scope="col">${t("count")}</th>${SHOWN_SCORES.map(key => html`<th scope="col">${t(`score_${key}`)}</th>`)}</tr></thead>
        <tbody>${[...today.keys()].sort().map(tag => html`<tr><th scope="row">${tag ? tagName(tag) : t("all")}</th>
            <td>${today.get(tag).length}</td>${SHOWN_SCORES.map(key => cell(tag, key))}</tr>`)}</tbody></table></div>`;
}

// image/, alpha/ and a list with the tags.
async function exportZone() {
    const pairs = [];
    const files = [];
    state.zone.samples.forEach((sample, at) => {
        const name = `${String(at).padStart(3, "0")}-${safe(sample.name)}`;
        const image = `image/${name}.${suffix(sample.image)}`;
        files.push([image, sample.image]);
        const pair = { name, image, tags: sample.tags };
        if (sample.truth) {
            pair.truth = `alpha/${name}.${suffix(sample.truth)}`;
            files.push([pair.truth, sample.truth]);
        }
        pairs.push(pair);
    });
    files.push(["manifest.json", JSON.stringify({ pairs }, null, 1)]);
    await archive(files, "hard-samples.zip");
}

const safe = name => name.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[.-]+/, "") || "sample";
const suffix = blob => ({ "image/jpeg": "jpg", "image/webp": "webp", "image/tiff": "tiff", "image/gif": "gif", "image/bmp": "bmp" })[blob.type] ?? "png";
