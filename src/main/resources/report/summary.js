// The header, the summary and what compares the variants.

function fillHeader() {
    const set = report.data ?? {};
    const title = set.name ? t("title", { name: set.name }) : t("title_unnamed");
    document.title = title;
    byId("title").textContent = title;
    const said = [t("scored_of", { n: count(set.scored), pairs: counted("pair", set.pairs) })];
    if (set.failed > 0) {
        said.push(t("failed_n", { n: count(set.failed) }));
    }
    said.push(moment(report.run?.started), `${report.tool?.name ?? ""} ${report.tool?.version ?? ""}`.trim());
    byId("facts").textContent = said.filter(Boolean).join("  \u00b7  ");
    byId("variants").replaceChildren(...variants.map(variant => element("li", {}, variantLabel(variant))));
    if (report.baseline) {
        fillVerdict(byId("verdict"));
    }
    const warnings = set.warnings ?? [];
    byId("warnings").hidden = warnings.length === 0;
    byId("warnings").replaceChildren(...warnings.map(warning => element("li", { textContent: warning })));
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
        ? t("passed")
        : t("not_passed", { said: clauses([worse ? t("fell_behind", { scores: counted("score", worse) }) : "",
            lost ? t("scored_no_more", { pairs: counted("pair", lost) }) : ""]) });
}

function fillBaseline() {
    if (!report.baseline) {
        return;
    }
    show("baseline");
    const { file, tolerances, regressions = [], lost_pairs: lost = [] } = report.baseline;
    byId("baseline-said").textContent = sentences(file ? t("baseline_file", { file }) : t("baseline_unnamed"),
        t(regressions.length ? "are_worse" : "none_worse"));
    byId("baseline-table").replaceChildren();
    const body = regressions.map(({ variant, score, previous, current, mean_difference, interval: bounds, tolerance }) => row([
        rowHead(scoreName(String(score))), left(variant), number(previous, score), number(current, score),
        { text: signed(mean_difference, score), className: "worse" }, interval(bounds, score, signed), number(tolerance, score),
    ]));
    if (body.length) {
        byId("baseline-table").append(table(t("regressions"), [t("score"), left(t("variant")), t("before"), t("now"), t("mean_difference"),
            t("interval"), t("tolerance")], body));
    }
    if (lost.length) {
        byId("baseline-table").append(element("h3", { textContent: t("lost_pairs") }),
            element("ul", { className: "files" }, ...lost.slice(0, 200).map(each => element("li", { textContent: `${each.name} (${each.variant})` }))));
    }
    fillComparisons();
    if (tolerances && Object.keys(tolerances).length) {
        byId("baseline-table").append(element("details", {}, element("summary", { textContent: t("tolerances") }),
            facts(t("tolerances"), [...flat(tolerances)].map(([key, value]) => [scoreName(key), value]))));
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
    byId("baseline-table").append(element("details", {}, element("summary", { textContent: t("all_comparisons") }),
        table(t("all_comparisons_baseline"), [t("score"), left(t("variant")), t("before"), t("now"), t("mean_difference"),
            t("interval"), t("tolerance"), t("pairs")], body, { tall: true })));
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
    const head = rowHead(directed(key), { span: variants.length, title: definition(scoreByKey.get(key).convention) });
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
    return isBest ? element("span", {}, label, " ", element("span", { className: "best", textContent: t("best") })) : label;
}

function summaryTable(label, keys) {
    const heads = [t("score"), ...(variants.length > 1 ? [left(t("variant"))] : []), t("mean"), t("interval"),
        { text: "", title: t("strip") }, t("median"), deviationHead(), t("quartiles"), t("least"), t("greatest"), "n", t("undefined")];
    return table(label, heads, keys.flatMap(key => variants.map((variant, at) => summaryRow(key, variant, at))));
}

function deviationHead() {
    return { text: t("deviation"), title: t("standard_deviation") };
}

function fillSummary() {
    fillWithoutTruth();
    if (!taken.length) {
        return;
    }
    show("summary");
    byId("summary-table").replaceChildren(summaryTable(t("main_scores"), mainKeys));
    byId("leaders").textContent = leaders();
    const badge = element("span", { className: "best", textContent: t("best") });
    byId("summary-note").replaceChildren(...phrase("summary_note", { best: badge }));
    byId("other-scores").hidden = otherKeys.length === 0;
    byId("other-scores").ontoggle = fillOther;
    byId("other-table").replaceChildren();
    if (byId("other-scores").open) {
        fillOther();
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
        .map(([variant, amount]) => t("leads_in", { name: variant.name, n: amount }));
    const open = mainKeys.filter(key => !best(key)).length;
    const rest = open ? t("none_leads_in", { n: open }) : "";
    return t("leaders", { n: mainKeys.length, said: clauses([...parts, rest]) });
}

function fillOther() {
    if (otherKeys.length && !byId("other-table").hasChildNodes()) {
        byId("other-table").append(summaryTable(t("other_scores"), otherKeys));
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
            ...(at === 0 ? [rowHead(measureName(key), { span: shown.length })] : []), left(variantLabel(variant)),
            number(summary.mean), interval(summary.interval), number(summary.median), number(summary.standard_deviation),
            interval([summary.lower_quartile, summary.upper_quartile]), number(summary.min), number(summary.max), count(summary.count),
        ], { first: at === 0, className: at > 0 ? "later" : "" });
    }));
    byId("without-table").replaceChildren(table(t("without"), [t("measure"), left(t("variant")), t("mean"), t("interval"),
        t("median"), deviationHead(), t("quartiles"), t("least"), t("greatest"), "n"], body));
}

function fillDifferences() {
    if (variants.length < 2 || !taken.length) {
        return;
    }
    show("differences");
    const select = byId("reference");
    options(select, variants.map(variant => [variant.index, variant.name]));
    select.onchange = drawDifferences;
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
            left(t(side > 0 ? "better" : side < 0 ? "worse" : "no_difference"), { className: `words ${className}` }),
            count(found?.better), count(found?.worse), count(found?.pairs),
        ], { first: at === 0, className: at > 0 ? "later" : "" });
    }));
    byId("difference-table").replaceChildren(table(t("differences"), [t("score"), left(t("variant")), t("mean_difference"),
        t("interval"), left(t("against", { name: reference.name })), t("pairs_better"), t("pairs_worse"), t("pairs")], body));
    const isOwn = reference.index !== 0 && variants.length > 2;
    byId("difference-note").textContent = sentences(t("differences_note"), t(isOwn ? "by_both" : "by_bootstrap"));
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
    select.onchange = draw;
    draw();
}

function tagTable(tags, key) {
    const cells = summaryOf => variants.flatMap(variant => {
        const summary = summaryOf(variant);
        return [number(summary?.mean, key), interval(summary?.interval, key), count(summary?.count)];
    });
    const heads = [t("tag"), ...variants.flatMap(variant => [{ text: variantLabel(variant) }, t("interval"), "n"])];
    return table(t("score_by_tag", { score: scoreName(key) }), heads, [
        row([rowHead(t("all_pairs_row")), ...cells(variant => variant.summary.get(key))], { className: "strong" }),
        ...tags.map(tag => row([rowHead(tag), ...cells(variant => variant.byTag.get(tag)?.get(key))])),
    ]);
}
