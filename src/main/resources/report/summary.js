// The header, the summary and what compares the variants.

function fillHeader() {
    const set = report.data ?? {};
    const title = `Evaluation of ${set.name ?? "a data set"}`;
    document.title = title;
    byId("title").textContent = title;
    const said = [`${count(set.scored)} of ${plural(set.pairs, "pair")} scored`];
    if (set.failed > 0) {
        said.push(`${count(set.failed)} failed`);
    }
    said.push(moment(report.run?.started), `${report.tool?.name ?? ""} ${report.tool?.version ?? ""}`.trim());
    byId("facts").textContent = said.filter(Boolean).join("  \u00b7  ");
    byId("variants").append(...variants.map(variant => element("li", {}, variantLabel(variant))));
    if (report.baseline) {
        fillVerdict(byId("verdict"));
    }
    const warnings = set.warnings ?? [];
    byId("warnings").hidden = warnings.length === 0;
    byId("warnings").append(...warnings.map(warning => element("li", { textContent: warning })));
}

function moment(started) {
    const date = new Date(started ?? NaN);
    return Number.isNaN(date.getTime()) ? started : `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function fillVerdict(box) {
    const worse = (report.baseline.regressions ?? []).length;
    const lost = (report.baseline.lost_pairs ?? []).length;
    const passed = report.passed !== false;
    box.hidden = false;
    box.classList.add(passed ? "passed" : "failed");
    box.textContent = passed
        ? "Passed: no score fell behind the baseline beyond its tolerance"
        : `Failed: ${[worse ? `${plural(worse, "score")} fell behind the baseline` : "",
            lost ? `${plural(lost, "pair")} could be scored before and not now` : ""].filter(Boolean).join("; ")}`;
}

function fillBaseline() {
    if (!report.baseline) {
        return;
    }
    show("baseline");
    const { file, tolerances, regressions = [], lost_pairs: lost = [] } = report.baseline;
    byId("baseline-said").textContent = `Compared pair by pair with ${file ?? "an earlier report"}. `
        + (regressions.length ? "These scores are worse by more than is tolerated:" : "No score is worse by more than is tolerated.");
    const body = regressions.map(({ variant, score, previous, current, mean_difference, interval: bounds, tolerance }) => row([
        rowHead(scoreName(String(score))), left(variant), number(previous, score), number(current, score),
        { text: signed(mean_difference, score), className: "worse" }, interval(bounds, score, signed), number(tolerance, score),
    ]));
    if (body.length) {
        byId("baseline-table").append(table("Regressions", ["Score", left("Variant"), "Before", "Now", "Mean difference",
            "95 % interval", "Tolerance"], body));
    }
    if (lost.length) {
        byId("baseline-table").append(element("h3", { textContent: "Scored before, and not now" }),
            element("ul", { className: "files" }, ...lost.slice(0, 200).map(each => element("li", { textContent: `${each.name} (${each.variant})` }))));
    }
    fillComparisons();
    if (tolerances && Object.keys(tolerances).length) {
        byId("baseline-table").append(element("details", {}, element("summary", { textContent: "Tolerances" }),
            facts("Tolerances", [...flat(tolerances)])));
    }
}

// All that was compared with the baseline, worse or not.
function fillComparisons() {
    const compared = Object.entries(report.baseline.comparisons ?? {}).flatMap(([variant, scores]) =>
        [...flat(scores)].map(([key, found]) => ({ variant, key, found })));
    if (!compared.length) {
        return;
    }
    const body = compared.map(({ variant, key, found }) => {
        const side = verdict(key, found);
        return row([rowHead(directed(key)), left(variant), number(found.previous, key), number(found.current, key),
            { text: signed(found.mean_difference, key), className: side > 0 ? "better" : side < 0 ? "worse" : "" },
            interval(found.interval, key, signed), number(found.tolerance, key), count(found.pairs)]);
    });
    byId("baseline-table").append(element("details", {}, element("summary", { textContent: "All comparisons" }),
        table("All comparisons with the baseline", ["Score", left("Variant"), "Before", "Now", "Mean difference",
            "95 % interval", "Tolerance", "Pairs"], body, { tall: true })));
}

// The values that two variants both have of a score: their difference, with an interval by the normal distribution.
function paired(key, variant, other) {
    const column = scoreByKey.get(key).column;
    const ofOther = valuesByName(other.index, column);
    const differences = [];
    for (const [name, value] of valuesByName(variant.index, column)) {
        if (ofOther.has(name)) {
            differences.push(value - ofOther.get(name));
        }
    }
    const pairs = differences.length;
    const mean = differences.reduce((sum, value) => sum + value, 0) / pairs;
    const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (pairs - 1);
    const reach = 1.96 * Math.sqrt(variance / pairs);
    const sign = isHigherBetter(key) ? 1 : -1;
    return pairs < 2 ? null : {
        mean_difference: mean, interval: [mean - reach, mean + reach], pairs,
        better: differences.filter(value => sign * value > 0).length,
        worse: differences.filter(value => sign * value < 0).length,
    };
}

function valuesByName(variant, column) {
    const values = new Map();
    for (const each of rows) {
        if (each.variant === variant && isNumber(each.scores[column])) {
            values.set(each.name, each.scores[column]);
        }
    }
    return values;
}

// How a variant differs from another: the report's own bootstrap where it has one.
function difference(key, variant, other) {
    if (other.index === 0) {
        return variant.againstFirst.get(key) ?? null;
    }
    const reverse = variant.index === 0 ? other.againstFirst.get(key) : null;
    if (!reverse) {
        return paired(key, variant, other);
    }
    return {
        mean_difference: -reverse.mean_difference, pairs: reverse.pairs, better: reverse.worse, worse: reverse.better,
        interval: Array.isArray(reverse.interval) ? [-reverse.interval[1], -reverse.interval[0]] : null,
    };
}

// 1 where a difference is for the better beyond chance, -1 for the worse, else 0.
function verdict(key, found) {
    const bounds = found?.interval;
    if (!Array.isArray(bounds) || !isNumber(bounds[0]) || (bounds[0] <= 0 && bounds[1] >= 0)) {
        return 0;
    }
    return (bounds[0] > 0) === isHigherBetter(key) ? 1 : -1;
}

const bestByKey = new Map();

// The variant that is better than every other one beyond chance, if any.
function best(key) {
    if (!bestByKey.has(key)) {
        const sign = isHigherBetter(key) ? -1 : 1;
        const [first, ...others] = variants
            .filter(variant => isNumber(variant.summary.get(key)?.mean))
            .sort((a, b) => sign * (a.summary.get(key).mean - b.summary.get(key).mean));
        const isBest = others.length > 0 && others.every(other => verdict(key, difference(key, first, other)) > 0);
        bestByKey.set(key, isBest ? first : null);
    }
    return bestByKey.get(key);
}

// Mean and interval on the scale of all variants.
function strip(key, variant) {
    const bounds = variants.flatMap(each => each.summary.get(key)?.interval ?? []).filter(isNumber);
    const summary = variant.summary.get(key);
    const low = Math.min(...bounds);
    const scale = 120 / (Math.max(...bounds) - low || 1);
    const drawing = drawn("svg", { width: 132, height: 18, class: "strip", "aria-hidden": "true" },
        drawn("line", { x1: 0, x2: 132, y1: 9, y2: 9, class: "axis" }));
    if (bounds.length && isNumber(summary?.interval?.[0])) {
        const [from, to] = summary.interval;
        drawing.append(
            drawn("line", { x1: 6 + (from - low) * scale, x2: 6 + (to - low) * scale, y1: 9, y2: 9, class: `v${variant.colour}` }),
            drawn("circle", { cx: 6 + (summary.mean - low) * scale, cy: 9, r: 4, class: `v${variant.colour}` }));
    }
    return drawing;
}

function summaryRow(key, variant, at) {
    const summary = variant.summary.get(key) ?? {};
    const isBest = best(key) === variant;
    const head = rowHead(directed(key), { span: variants.length, title: scoreByKey.get(key).convention });
    return row([
        ...(at === 0 ? [head] : []),
        ...(variants.length > 1 ? [left(bestLabel(variant, isBest))] : []),
        { text: element(isBest ? "strong" : "span", { textContent: number(summary.mean, key) }) }, interval(summary.interval, key), { text: strip(key, variant) }, number(summary.median, key),
        number(summary.standard_deviation, key),
        interval([summary.lower_quartile, summary.upper_quartile], key), number(summary.min, key), number(summary.max, key),
        count(summary.count), summary.undefined > 0 ? count(summary.undefined) : "0",
    ], { first: at === 0, className: at > 0 ? "later" : "" });
}

function bestLabel(variant, isBest) {
    const label = variantLabel(variant);
    return isBest ? element("span", {}, label, " ", element("span", { className: "best", textContent: "best" })) : label;
}

function summaryTable(label, keys) {
    const heads = ["Score", ...(variants.length > 1 ? [left("Variant")] : []), "Mean", "95 % interval",
        { text: "", title: "Mean and interval, one scale a score" }, "Median", { text: "SD", title: "Standard deviation" }, "Quartiles", "Least",
        "Greatest", "n", "Undefined"];
    return table(label, heads, keys.flatMap(key => variants.map((variant, at) => summaryRow(key, variant, at))));
}

function fillSummary() {
    fillWithoutTruth();
    if (!taken.length) {
        return;
    }
    show("summary");
    byId("summary-table").append(summaryTable("Main scores", mainKeys));
    byId("leaders").textContent = leaders();
    if (otherKeys.length) {
        byId("other-scores").addEventListener("toggle", fillOther);
    } else {
        byId("other-scores").hidden = true;
    }
}

// Who leads, in one sentence.
function leaders() {
    if (variants.length < 2) {
        return "";
    }
    const parts = variants
        .map(variant => [variant, mainKeys.filter(key => best(key) === variant).length])
        .filter(([, amount]) => amount > 0)
        .sort((a, b) => b[1] - a[1])
        .map(([variant, amount]) => `${variant.name} leads in ${amount}`);
    const open = mainKeys.filter(key => !best(key)).length;
    const rest = open ? `${parts.length ? "in " : "In "}${open} no difference is beyond chance` : "";
    return `Of ${mainKeys.length} main scores: ${[...parts, rest].filter(Boolean).join("; ")}.`
        .replace(": In", ": in");
}

function fillOther() {
    if (otherKeys.length && !byId("other-table").hasChildNodes()) {
        byId("other-table").append(summaryTable("All other scores", otherKeys));
    }
}

function fillWithoutTruth() {
    if (!withoutTruthKeys.length) {
        return;
    }
    show("without");
    const shown = variants.filter(variant => variant.withoutTruth.size);
    const body = withoutTruthKeys.flatMap(key => shown.map((variant, at) => {
        const summary = variant.withoutTruth.get(key) ?? {};
        return row([
            ...(at === 0 ? [rowHead(capital(words(key.replace(".", ", "))), { span: shown.length })] : []), left(variantLabel(variant)),
            number(summary.mean), interval(summary.interval), number(summary.median), number(summary.standard_deviation),
            interval([summary.lower_quartile, summary.upper_quartile]), number(summary.min), number(summary.max), count(summary.count),
        ], { first: at === 0, className: at > 0 ? "later" : "" });
    }));
    byId("without-table").append(table("Without truth", ["Measure", left("Variant"), "Mean", "95 % interval", "Median",
        { text: "SD", title: "Standard deviation" }, "Quartiles", "Least", "Greatest", "n"], body));
}

function fillDifferences() {
    if (variants.length < 2 || !taken.length) {
        return;
    }
    show("differences");
    const select = byId("reference");
    options(select, variants.map(variant => [variant.index, variant.name]));
    select.addEventListener("change", drawDifferences);
    drawDifferences();
}

function drawDifferences() {
    const reference = variants[Number(byId("reference").value)];
    const others = variants.filter(variant => variant !== reference);
    const body = mainKeys.flatMap(key => others.map((variant, at) => {
        const found = difference(key, variant, reference);
        const side = verdict(key, found);
        const className = side > 0 ? "better" : side < 0 ? "worse" : "";
        return row([
            ...(at === 0 ? [rowHead(directed(key), { span: others.length })] : []), left(variantLabel(variant)),
            { text: signed(found?.mean_difference, key), className }, interval(found?.interval, key, signed),
            left(side > 0 ? "better" : side < 0 ? "worse" : "no difference beyond chance", { className: `words ${className}` }),
            count(found?.better), count(found?.worse), count(found?.pairs),
        ], { first: at === 0, className: at > 0 ? "later" : "" });
    }));
    byId("difference-table").replaceChildren(table("Paired differences", ["Score", left("Variant"), "Mean difference",
        "95 % interval", left(`Against ${reference.name}`), "Pairs better", "Pairs worse", "Pairs"], body));
    const isOwn = reference.index !== 0 && variants.length > 2;
    byId("difference-note").textContent = "Each pair is compared with itself, so that easy and hard pictures cancel out. "
        + `The intervals come from the report's bootstrap${isOwn ? "; between two variants of which neither is the first, from the normal distribution" : ""}.`;
}

function fillTags() {
    const tags = [...new Set([...Object.keys(report.data?.tags ?? {}), ...variants.flatMap(variant => [...variant.byTag.keys()])])];
    if (!tags.length || !taken.length) {
        return;
    }
    show("tags");
    const select = byId("tag-score");
    options(select, scoreChoices());
    const draw = () => byId("tag-table").replaceChildren(tagTable(tags, select.value));
    select.addEventListener("change", draw);
    draw();
}

function tagTable(tags, key) {
    const cells = summaryOf => variants.flatMap(variant => {
        const summary = summaryOf(variant);
        return [number(summary?.mean, key), interval(summary?.interval, key), count(summary?.count)];
    });
    const heads = ["Tag", ...variants.flatMap(variant => [{ text: variantLabel(variant) }, "95 % interval", "n"])];
    return table(`${scoreName(key)} by tag`, heads, [
        row([rowHead("all pairs"), ...cells(variant => variant.summary.get(key))], { className: "strong" }),
        ...tags.map(tag => row([rowHead(tag), ...cells(variant => variant.byTag.get(tag)?.get(key))])),
    ]);
}
