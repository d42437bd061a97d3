// What people can adjust, and the words of the server for it. Values that are the server's own are not sent.
import { values } from "./store.js";

export const REFINEMENTS = ["none", "fast", "quality", "rembg"];
export const SHADOWS = ["none", "drop", "floor", "contact"];
export const BACKGROUNDS = ["none", "colour", "picture", "blur", "gradient", "nature"];
// Steps of the mask's clean-up that have a length in pixels, in the order in which the server takes them.
export const LENGTHS = ["open", "close", "drop_specks", "grow", "shrink", "smooth", "feather"];
const FLAGS = ["fill_holes", "largest", "zoom", "flip"];

const DEFAULTS = Object.freeze({
    model: "", refine: "fast", shadow: "none", strength: 50, background: "none", colour: "#ffffff", second: "#8899aa",
    blur: 2, seed: 1, picture: null, crop: false, margin: 5, ...Object.fromEntries(LENGTHS.map(name => [name, 0])),
    ...Object.fromEntries(FLAGS.map(name => [name, false])), threshold: -1,
});

export const settings = { ...DEFAULTS };

export async function loadSettings() {
    Object.assign(settings, await values.get("settings").catch(() => null) ?? {});
}

// A model that was kept and is no longer there would fail with every picture.
export function forgetLostModel(present) {
    if (settings.model && !present.includes(settings.model)) {
        set("model", "");
    }
}

export function set(name, value) {
    settings[name] = value;
    const kept = { ...settings, picture: null };
    kept.background = kept.background === "picture" ? "none" : kept.background;
    values.put("settings", kept).catch(() => {});
}

export function reset() {
    Object.keys(DEFAULTS).forEach(name => set(name, DEFAULTS[name]));
}

// The parameters of the cutout alone, without anything behind it.
export function cutoutParameters(chosen = settings) {
    const parameters = { format: "png" };
    if (chosen.model) {
        parameters.model = chosen.model;
    }
    if (chosen.refine !== "none") {
        parameters.refine = chosen.refine;
    }
    LENGTHS.filter(name => chosen[name] > 0).forEach(name => { parameters[name] = `${chosen[name]}px`; });
    FLAGS.filter(name => chosen[name]).forEach(name => { parameters[name] = "true"; });
    if (chosen.threshold >= 0) {
        parameters.threshold = String(chosen.threshold);
    }
    return parameters;
}

// What only the server can put behind a cutout, or null where the browser can do it from the cutout.
export function finishParameters(chosen = settings) {
    const more = {};
    if (chosen.shadow !== "none") {
        more.shadow = chosen.shadow;
        more.shadow_strength = String(chosen.strength);
    }
    if (chosen.background === "blur") {
        more.backdrop = `blur:${chosen.blur}`;
    } else if (chosen.background === "gradient") {
        more.backdrop = `gradient:${chosen.colour},${chosen.second}`;
    } else if (chosen.background === "nature") {
        more.backdrop = `nature:${chosen.seed}`;
    }
    if (!Object.keys(more).length) {
        return null;
    }
    return { ...cutoutParameters(chosen), ...more };
}

// Whether nothing of the finished result can be seen through: then its subject is looked for in the cutout.
export const hasBackdrop = chosen => ["blur", "gradient", "nature"].includes(chosen?.background);

// What the browser does to a result before it is saved.
export function framing(chosen = settings) {
    return {
        crop: chosen.crop,
        margin: chosen.crop ? chosen.margin : 0,
        colour: chosen.background === "colour" ? chosen.colour : null,
        picture: chosen.background === "picture" ? chosen.picture : null,
    };
}


// One text for all that changes a cutout, to see whether a result is still what would be made today.
export function fingerprint(chosen = settings) {
    return JSON.stringify([cutoutParameters(chosen), finishParameters(chosen)]);
}
