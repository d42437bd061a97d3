// The data, and the words and numbers that are shown of them. Whatever comes from the data enters the page as text.
const data = JSON.parse(document.getElementById("data").textContent);
const report = data.report;
const variants = (report.variants ?? []).map((variant, index) => ({
    name: String(variant.name), index, colour: index % 6, report: variant, summary: flat(variant.summary),
    byTag: new Map(Object.entries(variant.summary_by_tag ?? {}).map(([tag, scores]) => [tag, flat(scores)])),
    againstFirst: flat(variant.against_first), withoutTruth: flat(variant.summary_without_truth),
}));
const scoreByKey = new Map(data.scores.map((score, column) => [score.key, { ...score, column }]));
const MAIN = ["iou", "f_beta", "mae", "s_measure", "e_measure_mean", "weighted_f", "boundary_iou", "boundary_f", "sad",
    "gradient_error", "connectivity_error", "ssim", "psnr", "lpips"];
const variantIndex = new Map(variants.map(variant => [variant.name, variant.index]));
const rows = (report.pairs ?? []).map(([name, variant, tags, width, height, flags, error, milliseconds, scores, withoutTruth]) => ({
    name, variant: variantIndex.get(variant) ?? -1, variantName: variant, tags: tags ?? [], width, height,
    flags: flags ?? [], error, milliseconds, scores, withoutTruth: withoutTruth ? flat(withoutTruth) : null,
}));
const taken = data.scores.map(score => score.key).filter(isTaken);
const mainKeys = MAIN.filter(key => taken.includes(key));
const withoutTruthKeys = [...new Set(variants.flatMap(variant => [...variant.withoutTruth.keys()]))];
const otherKeys = taken.filter(key => !mainKeys.includes(key));

const NAMES = {
    iou: "IoU", dice: "Dice", f1: "F1", precision: "Precision", recall: "Recall", f_beta: "F-beta",
    f_beta_adaptive: "F-beta, adaptive", f_beta_mean: "F-beta, mean", f_beta_max: "F-beta, max", mae: "MAE",
    mae_minmax: "MAE after min-max", mse: "MSE", sad: "SAD", gradient_error: "Gradient error",
    connectivity_error: "Connectivity error", boundary_iou: "Boundary IoU", boundary_iou_0_5: "Boundary IoU, 0.5 %",
    boundary_f: "Boundary F", s_measure: "S-measure", e_measure_adaptive: "E-measure, adaptive",
    e_measure_mean: "E-measure, mean", e_measure_max: "E-measure, max", weighted_f: "Weighted F", ssim: "SSIM",
    ms_ssim: "MS-SSIM", psnr: "PSNR", lpips: "LPIPS",
};

// Scores by key; members of a group get the group's name and a dot before theirs.
function flat(scores) {
    const all = new Map();
    for (const [key, value] of Object.entries(scores ?? {})) {
        const isGroup = value && typeof value === "object"
            && !["count", "mean", "mean_difference"].some(name => name in value);
        if (!isGroup) {
            all.set(key, value);
            continue;
        }
        Object.entries(value).forEach(([member, inner]) => all.set(`${key}.${member}`, inner));
    }
    return all;
}

function isTaken(key) {
    return variants.some(variant => {
        const summary = variant.summary.get(key);
        return summary && (summary.count > 0 || isNumber(summary.mean));
    });
}

function isNumber(value) {
    return typeof value === "number" && Number.isFinite(value);
}

function scoreName(key) {
    const [group, background] = key.split(".");
    if (background) {
        return `${scoreName(group.replace(/_by_background$/, ""))} over ${background}`;
    }
    const suffix = key.endsWith("_trimap") ? [7, ", unknown part"] : key.endsWith("_matte") ? [6, " of the mattes"] : null;
    return suffix ? scoreName(key.slice(0, -suffix[0])) + suffix[1] : NAMES[key] ?? key;
}

function isHigherBetter(key) {
    return scoreByKey.get(key)?.higher ?? true;
}

function directed(key) {
    return `${scoreName(key)}\u00a0${isHigherBetter(key) ? "\u2191" : "\u2193"}`;
}

// A score's value as text: four decimals for shares, fewer for sums and decibels.
function number(value, key = "") {
    if (!isNumber(value)) {
        return "\u2013";
    }
    const wide = /^(psnr|sad|gradient|connectivity)/.test(key);
    return minus(value.toFixed(wide ? (Math.abs(value) < 100 ? 3 : 1) : 4));
}

function signed(value, key) {
    return isNumber(value) && value > 0 ? `+${number(value, key)}` : number(value, key);
}

function minus(text) {
    return text.replace("-", "\u2212");
}

// Two bounds; with a dash between them where neither has a sign of its own.
function interval(bounds, key, format = number) {
    if (!Array.isArray(bounds) || !isNumber(bounds[0]) || !isNumber(bounds[1])) {
        return "\u2013";
    }
    return bounds.map(bound => format(bound, key)).join(format === signed || bounds[0] < 0 ? " to " : "\u2009\u2013\u2009");
}

function count(value) {
    return isNumber(value) ? value.toLocaleString("en-US") : "\u2013";
}

function plural(amount, one, many = `${one}s`) {
    return `${count(amount)} ${amount === 1 ? one : many}`;
}

function words(code) {
    return String(code).replaceAll("_", " ");
}

function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}

function byId(id) {
    return document.getElementById(id);
}

function show(id) {
    byId(id).hidden = false;
}

// An element with properties, or attributes where the name has a dash or is `role`, and children: nodes or text.
function element(name, properties = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
        if (key.includes("-") || key === "role") {
            made.setAttribute(key, value);
        } else {
            made[key] = value;
        }
    }
    made.append(...children.filter(child => child !== null && child !== undefined));
    return made;
}

const SVG = byId("drawing").namespaceURI;

function drawn(name, attributes, ...children) {
    const made = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...children);
    return made;
}

function variantLabel(variant) {
    return element("span", { className: "variant" },
        element("i", { className: `swatch v${variant.colour}` }), variant.name);
}

function options(select, choices) {
    select.replaceChildren(...choices.map(([value, text]) => element("option", { value, textContent: text })));
}

function scoreChoices(keys = [...mainKeys, ...otherKeys]) {
    return keys.map(key => [key, scoreName(key)]);
}
