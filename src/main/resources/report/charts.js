// Charts by uPlot; boxes drawn here.
const charts = new Map();
const DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3], [5, 2], [1, 2]];

function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function axis(label, size) {
    const line = { stroke: colour("--grid"), width: 1 };
    return { label, stroke: colour("--muted"), grid: line, ticks: line, size, labelSize: 20, labelFont: "12px system-ui, sans-serif", font: "12px system-ui, sans-serif" };
}

// Puts a chart into a place, with keys and words for those who do not point.
function place(id, label, options, values) {
    const box = byId(id);
    charts.get(id)?.chart.destroy();
    const width = Math.max(240, box.clientWidth);
    const said = element("p", { className: "said", role: "status" });
    box.replaceChildren();
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", t("chart_label", { label }));
    const chart = new uPlot({ width, height: Math.round(Math.min(340, Math.max(220, width * 0.6))), ...options }, values, box);
    box.append(said);
    box.onkeydown = event => onKey(event, chart, said);
    chart.root.querySelectorAll(".u-series:not(:first-child) th").forEach(makeButton);
    charts.set(id, { chart, width });
    return chart;
}

function makeButton(legend) {
    legend.tabIndex = 0;
    legend.setAttribute("role", "button");
    legend.title = t("show_hide");
    legend.addEventListener("keydown", event => {
        if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
            legend.click();
        }
    });
}

function onKey(event, chart, said) {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 }[event.key];
    if (!step || event.target !== event.currentTarget) {
        return;
    }
    event.preventDefault();
    const last = chart.data[0].length - 1;
    const at = Math.min(last, Math.max(0, (chart.cursor.idx ?? (step > 0 ? -1 : last + 1)) + step));
    chart.setCursor({ left: chart.valToPos(chart.data[0][at], "x"), top: chart.bbox.height / 2 / devicePixelRatio });
    said.textContent = listed([...chart.root.querySelectorAll(".u-series")].map(line => line.textContent));
}

function series(variant, more) {
    const stroke = colour(`--v${variant.colour}`);
    return { label: variant.name, stroke, width: 2, dash: DASHES[variant.index % DASHES.length], points: { show: false }, ...more };
}

// Equal bins over all variants' values of a score.
function bins(key) {
    const column = scoreByKey.get(key).column;
    const values = variants.map(() => []);
    for (const each of rows) {
        if (each.variant >= 0 && isNumber(each.scores[column])) {
            values[each.variant].push(each.scores[column]);
        }
    }
    let low = Infinity;
    let high = -Infinity;
    values.forEach(list => list.forEach(value => { low = Math.min(low, value); high = Math.max(high, value); }));
    if (low > high) {
        return null;
    }
    if (low === high) {
        [low, high] = [low - 0.5, high + 0.5];
    }
    const amount = Math.min(40, Math.max(8, Math.ceil(2 * Math.cbrt(Math.max(...values.map(list => list.length))))));
    const width = (high - low) / amount;
    const counts = values.map(list => {
        const found = new Array(amount).fill(0);
        list.forEach(value => found[Math.min(amount - 1, Math.floor((value - low) / width))]++);
        return found;
    });
    return { edges: Array.from({ length: amount + 1 }, (_, at) => low + at * width), counts, values };
}

function drawHistogram() {
    const key = byId("histogram-score").value;
    const found = key ? bins(key) : null;
    byId("histogram-name").textContent = found ? t("number_of_pairs", { score: directed(key) }) : t("no_values");
    if (!found) {
        return;
    }
    const { edges, counts } = found;
    const range = at => t("range", { from: number(edges[at], key), to: number(edges[at + 1], key) });
    const last = counts[0].length - 1;
    const label = t("histogram", { score: scoreName(key) });
    place("histogram", label, {
        scales: { x: { time: false }, y: { range: (chart, low, high) => [0, Math.max(1, high * 1.06)] } },
        axes: [axis(directed(key), 46), { ...axis(t("pairs"), 46), incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000] }],
        cursor: { points: { show: false }, dataIdx: (chart, at, index) => Math.min(index, last), drag: { x: false, y: false } },
        series: [
            { label: scoreName(key), value: (chart, value, at, index) => index === null ? "\u2013" : range(Math.min(index, last)) },
            ...variants.map(variant => series(variant, {
                paths: uPlot.paths.stepped({ align: 1 }), fill: variants.length > 2 ? null : `${colour(`--v${variant.colour}`)}2e`,
                value: (chart, value) => isNumber(value) ? counted("pair", value) : "\u2013",
            })),
        ],
    }, [edges, ...counts.map(list => [...list, list[last]])]);
    byId("histogram-table").replaceChildren(table(label,
        [scoreName(key), ...variants.map(variant => ({ text: variantLabel(variant) }))],
        counts[0].map((_, at) => row([rowHead(range(at)), ...counts.map(list => count(list[at]))]))));
    drawBoxes(key, edges[0], edges[edges.length - 1]);
}

function drawBoxes(key, low, high) {
    const width = Math.max(240, byId("boxes").clientWidth);
    const at = value => 8 + (value - low) / (high - low) * (width - 16);
    const height = 44 * variants.length + 26;
    const label = clauses(variants.map(variant => {
        const s = variant.summary.get(key) ?? {};
        return t("box_label", { name: variant.name, least: number(s.min, key), lower: number(s.lower_quartile, key),
            upper: number(s.upper_quartile, key), median: number(s.median, key), greatest: number(s.max, key) });
    }));
    const drawing = drawn("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
    variants.forEach((variant, index) => {
        const summary = variant.summary.get(key);
        if (isNumber(summary?.median)) {
            drawing.append(...box(summary, variant, 44 * index + 30, at));
        }
    });
    const bottom = height - 20;
    drawing.append(drawn("line", { x1: 8, x2: width - 8, y1: bottom, y2: bottom, class: "axis" }));
    [0, 0.5, 1].forEach((share, place) => drawing.append(drawn("text", {
        x: 8 + share * (width - 16), y: height - 5, "text-anchor": ["start", "middle", "end"][place],
    }, number(low + share * (high - low), key))));
    byId("boxes").replaceChildren(drawing);
}

function box(summary, variant, y, at) {
    const name = `v${variant.colour}`;
    const line = (from, to, up) => drawn("line", { x1: at(from), x2: at(to), y1: y - up, y2: y + up, class: name });
    const start = at(summary.lower_quartile);
    return [
        drawn("text", { x: 8, y: y - 15 }, variant.name.length > 60 ? `${variant.name.slice(0, 59)}\u2026` : variant.name),
        line(summary.min, summary.lower_quartile, 0), line(summary.upper_quartile, summary.max, 0),
        line(summary.min, summary.min, 4), line(summary.max, summary.max, 4),
        drawn("rect", { x: start, y: y - 9, width: Math.max(1, at(summary.upper_quartile) - start), height: 18, rx: 2, class: name }),
        line(summary.median, summary.median, 9), drawn("circle", { cx: at(summary.mean), cy: y, r: 3.5, class: name }),
    ];
}

function curvesOf(variant) {
    const curves = variant.report.curves ?? {};
    return { threshold: curves.threshold ?? [], precision: curves.precision ?? [], recall: curves.recall ?? [], f: curves.f_beta ?? [] };
}

// Precision at each recall that occurs, in the order of recall; of equal recalls the best precision.
function precisionAtRecall(curves) {
    const found = new Map();
    curves.threshold.forEach((threshold, at) => {
        const [precision, recall] = [curves.precision[at], curves.recall[at]];
        if (isNumber(precision) && isNumber(recall) && !(found.get(recall)?.precision >= precision)) {
            found.set(recall, { precision, threshold });
        }
    });
    const points = [...found].sort((a, b) => a[0] - b[0]);
    return [points.map(([recall]) => recall), points.map(([, point]) => point.precision), points.map(([, point]) => point.threshold)];
}

// The nearest place where a series has a value.
function nearest(chart, at, index) {
    const values = chart.data[at];
    for (let away = 0; away < values.length; away++) {
        if (isNumber(values[index - away])) {
            return index - away;
        }
        if (isNumber(values[index + away])) {
            return index + away;
        }
    }
    return index;
}

const SHARE = [0, 1];

function drawCurves() {
    const shown = variants.filter(variant => curvesOf(variant).threshold.length);
    if (!shown.length) {
        return;
    }
    show("curves");
    drawPrecisionRecall(shown);
    const thresholds = curvesOf(shown[0]).threshold;
    place("f-curve", t("f_over_threshold"), {
        scales: { x: { time: false, range: [0, 255] }, y: { range: SHARE } },
        axes: [axis(t("threshold"), 46), axis("F, b2 = 0.3", 50)],
        series: [
            { label: t("threshold"), value: (chart, value) => isNumber(value) ? String(value) : "\u2013" },
            ...shown.map(variant => series(variant, { value: (chart, value) => number(value) })),
        ],
    }, [thresholds, ...shown.map(variant => curvesOf(variant).f)]);
}

function drawPrecisionRecall(shown) {
    const points = shown.map(variant => precisionAtRecall(curvesOf(variant)));
    const joined = uPlot.join(points.map(([recall, precision]) => [recall, precision]));
    const thresholds = points.map(([recalls, , list]) => new Map(recalls.map((recall, at) => [recall, list[at]])));
    place("precision-recall", t("precision_over_recall"), {
        scales: { x: { time: false, range: SHARE }, y: { range: SHARE } },
        axes: [axis(t("recall"), 46), axis(t("precision"), 50)],
        cursor: { dataIdx: (chart, at, index) => at === 0 ? index : nearest(chart, at, index) },
        series: [
            { label: t("recall"), value: (chart, value) => number(value) },
            ...shown.map((variant, at) => series(variant, {
                // Where there are few, the line between them is no measurement.
                points: { show: points[at][0].length < 60, size: 6 },
                value: (chart, value, which, index) => index === null || !isNumber(value) ? "\u2013"
                    : t("at_threshold", { value: number(value), threshold: thresholds[at].get(chart.data[0][index]) }),
            })),
        ],
    }, joined);
}

function fillCurveTables() {
    const shown = variants.filter(variant => curvesOf(variant).threshold.length);
    if (shown.length) {
        const thresholds = curvesOf(shown[0]).threshold;
        const places = thresholds.map((_, at) => at).filter(at => at % 15 === 0);
        byId("curve-table").replaceChildren(table(t("curves_table_label"),
            [t("threshold"), ...shown.flatMap(variant => [{ text: variantLabel(variant) }, t("recall"), "F"])],
            places.map(at => row([rowHead(String(thresholds[at])), ...shown.flatMap(variant => {
                const curves = curvesOf(variant);
                return [`P ${number(curves.precision[at])}`, number(curves.recall[at]), number(curves.f[at])];
            })]))));
    }
    const kinds = ["max_f_of_mean_curve", "max_f_of_mean_precision_recall", "mean_of_max_f"];
    byId("max-f").replaceChildren(table(t("max_f_label"),
        [t("kind"), left(t("how")), ...variants.map(variant => ({ text: variantLabel(variant) }))],
        kinds.map(key => row([
            rowHead(t(key)), left(t(`${key}_how`), { className: "words long" }), ...variants.map(variant => number(variant.report.data_set?.[key])),
        ]))));
}

function drawAll() {
    drawHistogram();
    drawCurves();
}

function fillCharts() {
    if (!taken.length) {
        return;
    }
    show("distributions");
    const select = byId("histogram-score");
    options(select, scoreChoices());
    select.onchange = drawHistogram;
    drawAll();
    fillCurveTables();
}

// Draws the charts again when the colours or the width change.
function watchCharts() {
    if (!taken.length) {
        return;
    }
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
    let waiting = 0;
    addEventListener("resize", () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => {
            if ([...charts].some(([id, { width }]) => Math.max(240, byId(id).clientWidth) !== width)) {
                drawAll();
            }
        }, 150);
    });
    printLight();
}

// On paper everything is light and open.
function printLight() {
    const closed = [];
    addEventListener("beforeprint", () => {
        document.documentElement.classList.add("printing");
        fillOther();
        document.querySelectorAll("details:not([open])").forEach(each => { closed.push(each); each.open = true; });
        drawAll();
    });
    addEventListener("afterprint", () => {
        document.documentElement.classList.remove("printing");
        closed.splice(0).forEach(each => { each.open = false; });
        drawAll();
    });
}
