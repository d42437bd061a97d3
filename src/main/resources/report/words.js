// The data, and the names and numbers that are shown of them. Whatever comes from the data enters the page as text.
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
        return t("over_background", { score: scoreName(group.replace(/_by_background$/, "")), background: words(background) });
    }
    const suffix = key.endsWith("_trimap") ? [7, "unknown_part"] : key.endsWith("_matte") ? [6, "of_mattes"] : null;
    if (suffix) {
        return t(suffix[1], { score: scoreName(key.slice(0, -suffix[0])) });
    }
    return `score_${key}` in ENGLISH ? t(`score_${key}`) : key;
}

// The name of what is said without a truth.
function measureName(key) {
    const [group, member] = key.split(".").map(words);
    return capital(member ? t("member", { group, member }) : group);
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
    const [from, to] = bounds.map(bound => format(bound, key));
    return format === signed || bounds[0] < 0 ? t("range", { from, to }) : `${from}\u2009\u2013\u2009${to}`;
}

function count(value) {
    return isNumber(value) ? value.toLocaleString("en-US") : "\u2013";
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

// Choices of a select, which keeps what was chosen.
function options(select, choices) {
    const chosen = select.value;
    select.replaceChildren(...choices.map(([value, text]) => element("option", { value, textContent: text })));
    if (choices.some(([value]) => String(value) === chosen)) {
        select.value = chosen;
    }
}

function scoreChoices(keys = [...mainKeys, ...otherKeys]) {
    return keys.map(key => [key, scoreName(key)]);
}
