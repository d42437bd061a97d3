// One picture, large: how it is looked at, the line between before and after, the brush.
import { html, nothing } from "./lit-html.js";
import { state, changed, say } from "./state.js";
import { Camera } from "./camera.js";
import { converted } from "./pixels.js";
import { picture, unreadable } from "./pyramids.js";
import { KINDS, SCENES, scene } from "./looks.js";
import { again, isOutdated } from "./queue.js";
import { forget, redo, undo } from "./brush.js";
import { subjectOf } from "./downloads.js";
import { action, attempt } from "./parts.js";
import { framing } from "./settings.js";
import { t } from "./words.js";

export const MODES = ["cutout", "saved", "mask", "heat", "difference", "error"];
export const camera = new Camera();
let shown = null;

// Another picture is looked at from the start.
export function stage(item) {
    if (shown !== item?.id) {
        shown = item?.id;
        state.brush.stroke = null;
        camera.fit();
    }
    return html`
        <div class="bar" role="toolbar" aria-label=${t("view_of")}>
            ${modes(item)} ${looks()}
            <button id="loupe" aria-pressed=${String(state.loupe)} @click=${toggleLoupe}>${t("loupe")}</button>
            <button id="brush" aria-pressed=${String(state.brush.on)} ?disabled=${!item?.result} @click=${toggleBrush}>${t("brush")}</button>
            <span class="zoom">
                <button @click=${() => camera.look({ zoom: camera.zoom / 1.5 })} aria-label=${t("smaller")}>\u2212</button>
                <button id="fit" @click=${() => camera.fit()}>${t("fit")}</button>
                <button @click=${() => document.querySelector("#stage").actualSize()}>1:1</button>
                <button @click=${() => camera.look({ zoom: camera.zoom * 1.5 })} aria-label=${t("larger")}>+</button>
            </span>
        </div>
        ${state.brush.on && item ? brushBar(item) : nothing}
        ${view(item)}
        ${item?.result ? html`<label class="split"><span class="hidden">${t("before_after")}</span>
            <input type="range" id="split" min="0" max="100" .value=${String(Math.round(100 * state.split))}
                @input=${event => { state.split = event.target.value / 100; changed(); }}></label>` : nothing}`;
}

function view(item) {
    const result = item?.result;
    // A cropped result has other places than the picture before.
    const alone = Boolean(result) && isCropped();
    const before = alone ? null : picture(item?.file);
    const after = result ? afterwards(item, result) : null;
    return html`
        <alpha-viewer id="stage" .camera=${camera} .item=${item} .before=${before} .after=${after} .look=${look()}
            .split=${result && !alone ? state.split : null} .loupe=${state.loupe} .brush=${state.brush.on && !alone ? state.brush : null}
            .strokes=${alone ? [] : item?.strokes ?? []} .label=${label(item)}
            @splitmove=${event => { state.split = event.detail; changed(); }}
            @stroke=${() => { changed(); attempt(() => again(item)); }}></alpha-viewer>
        ${item && unreadable(item.file) ? html`<p class="muted">${t("cannot_show")}</p>` : nothing}`;
}

function afterwards(item, result) {
    switch (state.mode) {
        case "saved": return picture(isCropped() ? cropped(item) : result.finished ?? result.blob);
        case "mask": case "heat": return picture(result.blob, state.mode);
        case "difference": return item.previous ? picture(result.blob, "difference", item.previous) : picture(result.blob);
        case "error": return item.truth ? picture(result.blob, "error", item.truth) : picture(result.blob);
        default: return picture(result.blob);
    }
}

const isCropped = () => framing().crop && state.mode === "saved";
const crops = new WeakMap();

// The result cut to its subject, as it will be saved: made once for each way to frame it.
function cropped(item) {
    const source = item.result.finished ?? item.result.blob;
    const { margin } = framing();
    const kept = crops.get(source);
    if (kept?.margin !== margin) {
        crops.set(source, { margin, blob: null });
        converted(source, { crop: true, margin, subject: subjectOf(item) }).then(blob => {
            crops.set(source, { margin, blob });
            changed();
        }, error => say(error.message));
    }
    return crops.get(source).blob;
}

function label(item) {
    return item ? t("viewer_label", { name: item.name, mode: t(`mode_${state.mode}`) }) : t("viewer_empty");
}

function modes(item) {
    const can = {
        difference: item?.previous, error: item?.truth && item.result,
    };
    return html`<label class="inline">${t("view")} <select id="mode" .value=${state.mode}
        @change=${event => { state.mode = event.target.value; changed(); }}>
        ${MODES.map(mode => html`<option value=${mode} ?disabled=${mode in can && !can[mode]} ?selected=${mode === state.mode}>${t(`mode_${mode}`)}</option>`)}
    </select></label>`;
}

// What the cutout lies upon; where the result as it will be saved is shown, that is what was chosen for it.
export function look() {
    if (state.mode === "saved") {
        const { colour, picture: own } = framing();
        return own ? { kind: "picture", bitmap: bitmapOf(own) } : colour ? { kind: "colour", colour } : { kind: "checker" };
    }
    const { kind, colour } = state.look;
    return { kind, colour, bitmap: kind === "scene" ? state.look.sceneBitmap : kind === "picture" ? bitmapOf(state.look.picture) : null };
}

const bitmaps = new WeakMap();

function bitmapOf(blob) {
    if (!blob) {
        return null;
    }
    if (!bitmaps.has(blob)) {
        bitmaps.set(blob, null);
        createImageBitmap(blob).then(made => { bitmaps.set(blob, made); changed(); }, () => say(t("cannot_show")));
    }
    return bitmaps.get(blob);
}

export async function lookAt(kind, at = 0) {
    state.look.kind = kind;
    if (kind === "scene") {
        state.look.scene = at;
        state.look.sceneBitmap = await scene(at);
    }
    changed();
}

function looks() {
    const { kind, colour, scene: at } = state.look;
    const value = kind === "scene" ? `scene-${at}` : kind;
    const options = KINDS.flatMap(each => each === "scene"
        ? SCENES.map((_, number) => [`scene-${number}`, `${t("look_scene")} ${number + 1}`]) : [[each, t(`look_${each}`)]]);
    const chosen = text => text.startsWith("scene-") ? attempt(() => lookAt("scene", Number(text.slice(6)))) : lookAt(text);
    return html`<label class="inline">${t("upon")} <select id="look" .value=${value} @change=${event => chosen(event.target.value)}>
            ${options.map(([key, text]) => html`<option value=${key} ?selected=${key === value}>${text}</option>`)}</select></label>
        ${kind === "colour" ? html`<input type="color" id="look-colour" aria-label=${t("look_colour")} .value=${colour}
            @input=${event => { state.look.colour = event.target.value; changed(); }}>` : nothing}
        ${kind === "picture" ? html`<label class="button small">${t("choose_background")}<input type="file" id="look-picture" accept="image/*"
            @change=${event => { state.look.picture = event.target.files[0] ?? null; event.target.value = ""; changed(); }}></label>` : nothing}`;
}

export function toggleLoupe() {
    state.loupe = !state.loupe;
    changed();
}

export function toggleBrush() {
    if (!state.brush.on && isCropped()) {
        state.mode = "cutout"; // a cropped result has other places
    }
    state.brush.on = !state.brush.on;
    state.brush.stroke = null;
    changed();
}

function brushBar(item) {
    const kind = mode => html`<label class="inline"><input type="radio" name="brush" .checked=${state.brush.mode === mode}
        @change=${() => { state.brush.mode = mode; changed(); }}> ${t(`brush_${mode}`)}</label>`;
    return html`
        <div class="bar" role="toolbar" aria-label=${t("brush")} id="brush-bar">
            ${kind("keep")} ${kind("erase")}
            <label class="inline">${t("brush_size")} <input type="range" id="brush-size" min="1" max="120" .value=${String(state.brush.radius)}
                @input=${event => { state.brush.radius = Number(event.target.value); changed(); }}></label>
            <button id="undo" ?disabled=${!item.strokes.length} @click=${() => change(item, undo)}>${t("undo")}</button>
            <button id="redo" ?disabled=${!item.undone.length} @click=${() => change(item, redo)}>${t("redo")}</button>
            ${item.strokes.length ? action(t("brush_forget"), () => change(item, forget)) : nothing}
            <span class="muted">${t("brush_help")}</span>
        </div>`;
}

// A change of strokes makes the result again.
export function change(item, how) {
    how(item);
    if (item.result && isOutdated(item)) {
        attempt(() => again(item));
    }
}
