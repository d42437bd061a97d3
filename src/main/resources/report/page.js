// The table of all pairs, what failed, and what the numbers rest on; then everything is filled in.
const ROWS_AT_ONCE = 500;
const order = { column: "name", descending: false };
let shownRows = ROWS_AT_ONCE;

// What can be sorted by: a name, a head, a value to sort by and a cell.
function pairColumns() {
    const keys = byId("pair-columns").checked ? [...mainKeys, ...otherKeys] : mainKeys;
    return [
        { id: "name", head: t("pair"), value: each => each.name, cell: each => rowHead(each.name) },
        ...(variants.length > 1 ? [{ id: "variant", head: left(t("variant")), value: each => each.variantName, cell: each => left(each.variant < 0 ? each.variantName : variantLabel(variants[each.variant])) }] : []),
        ...keys.map(scoreColumn),
        ...withoutTruthKeys.map(key => ({ id: `without ${key}`, head: measureName(key), value: each => each.withoutTruth?.get(key) ?? null, cell: each => number(each.withoutTruth?.get(key)) })),
        { id: "pixels", head: t("size"), value: each => each.width * each.height || null, cell: each => each.width ? `${each.width}\u00d7${each.height}` : null },
        ...(rows.some(each => isNumber(each.milliseconds)) ? [{ id: "milliseconds", head: t("time"), value: each => each.milliseconds, cell: each => isNumber(each.milliseconds) ? `${Math.round(each.milliseconds)} ms` : null }] : []),
        { id: "tags", head: left(t("tags")), value: each => each.tags.join(", ") || null, cell: each => left(listed(each.tags)) },
        { id: "flags", head: left(t("flags")), value: each => each.flags.join() || each.error?.code || null, cell: each => left(each.error ? t("failed_by", { code: words(each.error.code) }) : listed(each.flags.map(words)), { className: each.error ? "words worse" : "words" }) },
    ];
}

function scoreColumn(key) {
    const column = scoreByKey.get(key).column;
    return {
        id: key, head: scoreName(key),
        value: each => isNumber(each.scores[column]) ? each.scores[column] : null,
        cell: each => {
            const value = each.scores[column];
            return { text: number(value, key), className: order.column === key ? "focus" : "",
                title: isNumber(value) ? "" : typeof value === "string" ? words(value) : t("not_taken") };
        },
    };
}

function matching() {
    const name = byId("pair-name").value.toLowerCase();
    const [variant, tag, kind] = ["pair-variant", "pair-tag", "pair-kind"].map(id => byId(id).value);
    const isKind = {
        all: () => true,
        flagged: each => each.flags.length > 0,
        undefined: each => (each.scores ?? []).some(value => typeof value === "string"),
        failed: each => Boolean(each.error),
    }[kind];
    return rows.filter(each => (!name || each.name.toLowerCase().includes(name))
        && (!variant || each.variantName === variant) && (!tag || each.tags.includes(tag)) && isKind(each));
}

function sorted(list, column) {
    const sign = order.descending ? -1 : 1;
    const keyed = list.map((each, at) => ({ each, at, value: column.value(each) }));
    // What has no value comes last, either way.
    keyed.sort((a, b) => (a.value === null) - (b.value === null)
        || (a.value === null ? 0 : sign * (a.value < b.value ? -1 : a.value > b.value ? 1 : 0)) || a.at - b.at);
    return keyed.map(({ each }) => each);
}

function sortHead(column) {
    const { text, className = "" } = typeof column.head === "string" ? { text: column.head } : column.head;
    const button = element("button", { type: "button", textContent: text });
    button.dataset.column = column.id;
    button.addEventListener("click", () => {
        order.descending = order.column === column.id && !order.descending;
        order.column = column.id;
        drawPairs();
        document.querySelector(`#pair-table button[data-column="${CSS.escape(column.id)}"]`).focus();
    });
    return { text: button, className };
}

function drawPairs() {
    const columns = pairColumns();
    const by = columns.find(column => column.id === order.column) ?? columns[0];
    const found = sorted(matching(), by);
    const body = found.slice(0, shownRows).map(each => row(columns.map(column => column.cell(each))));
    const box = table(t("all_pairs"), columns.map(sortHead), body, { tall: true });
    box.querySelectorAll("thead th").forEach((head, at) => head.setAttribute("aria-sort",
        columns[at] !== by ? "none" : order.descending ? "descending" : "ascending"));
    const old = byId("pair-table").firstElementChild;
    const [across, down] = [old?.scrollLeft ?? 0, old?.scrollTop ?? 0];
    byId("pair-table").replaceChildren(box);
    box.scrollTo(across, down);
    const hidden = found.length - body.length;
    const counts = { rows: counted("row", found.length), all: count(rows.length) };
    byId("pair-count").textContent = sentences(
        hidden ? t("pair_count_first", { ...counts, n: count(body.length) }) : t("pair_count", counts), t("dash_note"));
    byId("pair-more").hidden = hidden === 0;
    byId("pair-more").textContent = t("show_more", { n: count(Math.min(ROWS_AT_ONCE, hidden)) });
}

function fillPairs() {
    const tags = [...new Set(rows.flatMap(each => each.tags))].sort();
    show("pairs");
    options(byId("pair-variant"), [["", t("all")], ...variants.map(variant => [variant.name, variant.name])]);
    options(byId("pair-tag"), [["", t("all")], ...tags.map(tag => [tag, tag])]);
    byId("pair-variant").parentElement.hidden = variants.length < 2;
    byId("pair-tag").parentElement.hidden = tags.length === 0;
    let waiting = 0;
    byId("pair-controls").oninput = () => {
        clearTimeout(waiting);
        shownRows = ROWS_AT_ONCE;
        waiting = setTimeout(drawPairs, 120);
    };
    byId("pair-controls").onsubmit = event => event.preventDefault();
    byId("pair-more").onclick = () => {
        shownRows += ROWS_AT_ONCE;
        drawPairs();
    };
    drawPairs();
}

function fillFailures() {
    const failed = rows.filter(each => each.error);
    const unmatched = Object.entries(report.data?.unmatched ?? {}).filter(([, names]) => names?.length);
    if (!failed.length && !unmatched.length) {
        return;
    }
    show("failures");
    if (failed.length) {
        byId("failure-table").replaceChildren(table(t("failed_pairs"), [t("pair"), left(t("variant")), left(t("code")), left(t("why"))],
            failed.slice(0, 1000).map(each => row([rowHead(each.name), left(each.variantName), left(words(each.error.code)),
                left(each.error.message, { className: "words long" })])), { tall: true }));
    }
    byId("unmatched").replaceChildren();
    unmatched.forEach(([kind, names]) => byId("unmatched").append(
        element("h3", { textContent: kind === "not_understood"
            ? t("not_understood", { n: count(names.length) })
            : t("no_partner", { kind: unmatchedKind(kind), n: count(names.length) }) }),
        element("ul", { className: "files" }, ...names.slice(0, 200).map(name => element("li", { textContent: name }))),
        names.length > 200 ? element("p", { className: "note", textContent: t("more_in_json", { n: count(names.length - 200) }) }) : ""));
}

// A role, of predictions with their variant's name behind a colon.
function unmatchedKind(kind) {
    const [role, ...variant] = kind.split(":");
    return capital(variant.length ? t("member", { group: words(role), member: variant.join(":") }) : words(role));
}

function fillPerformance() {
    const measured = variants.filter(variant => variant.report.performance);
    if (!measured.length) {
        return;
    }
    show("performance");
    const said = listed(measured.map(variant =>
        t("measured", { name: variant.name, pictures: counted("picture", variant.report.performance.pictures) })));
    const memory = report.run?.peak_memory_bytes;
    byId("performance-tables").replaceChildren(element("p", { textContent: isNumber(memory)
        ? t("performance_memory", { said, memory: megabytes(memory) }) : t("performance_said", { said }) }));
    const columns = ["median", "p90", "p95", "p99", "mean"];
    const body = measured.flatMap(variant => {
        const steps = Object.entries(variant.report.performance.milliseconds ?? {});
        return steps.map(([step, times], at) => row([
            ...(at === 0 ? [rowHead(variantLabel(variant), { span: steps.length })] : []), left(words(step)),
            ...columns.map(name => isNumber(times?.[name]) ? times[name].toFixed(1) : null),
        ], { first: at === 0, className: [step === "total" ? "strong" : "", at > 0 ? "later" : ""].join(" ").trim() }));
    });
    if (body.length) {
        byId("performance-tables").append(element("h3", { textContent: t("steps") }),
            table(t("steps"), [t("variant"), left(t("step")), t("column_median"), "p90", "p95", "p99", t("column_mean")], body));
    }
}

function megabytes(bytes) {
    return `${count(Math.round(bytes / 1e6))} MB`;
}

function fillConventions() {
    const told = flat(report.conventions);
    const known = data.scores.map(({ key, convention }) => [key, told.get(key) ?? convention]);
    const others = [...told].filter(([key]) => !scoreByKey.has(key));
    const head = (key, name) => rowHead(element("span", {}, name, element("code", { textContent: key })));
    const nameOf = key => key.startsWith("without_truth.") ? measureName(key.slice("without_truth.".length)) : words(key);
    show("conventions");
    byId("convention-table").replaceChildren(table(t("conventions_label"), [t("score_and_key"), left(t("definition"))], [
        ...known.map(([key, text]) => row([head(key, directed(key)), left(definition(text), { className: "words long" })])),
        ...others.map(([key, text]) => row([head(key, nameOf(key)),
            left(typeof text === "string" ? definition(text) : JSON.stringify(text), { className: "words long" })])),
    ], { tall: true }));
    byId("variant-table").replaceChildren(table(t("variants"), [t("variant"), left(t("kind")), left(t("model")), left(t("options"))],
        variants.map(({ report: { kind, model, options: chosen }, ...variant }) => row([rowHead(variantLabel(variant)), left(words(kind ?? "\u2013")),
            left(model), left(element("code", { textContent: chosen ? JSON.stringify(chosen) : "\u2013" }), { className: "words long" })]))));
    byId("run-table").replaceChildren(facts(t("run"), [
        ["program", `${report.tool?.name ?? ""} ${report.tool?.version ?? ""}`],
        ["schema", `${report.schema ?? ""} ${report.schema_version ?? ""}`], ...Object.entries(report.run ?? {})
            .map(([name, value]) => name === "peak_memory_bytes" ? ["peak_memory", megabytes(value)] : [name, value]),
    ]));
}

function fillContents() {
    const links = [...document.querySelectorAll("main > section:not([hidden])")].map(section =>
        element("li", {}, element("a", { href: `#${section.id}`, textContent: t(`short_${section.id}`) })));
    byId("contents").replaceChildren(element("ol", {}, ...links));
}

function fillAll() {
    fillTexts();
    fillHeader();
    fillBaseline();
    fillSummary();
    fillDifferences();
    fillTags();
    fillCases();
    fillPairs();
    fillFailures();
    fillPerformance();
    fillConventions();
    fillCharts();
    fillContents();
}

fillAll();
watchCharts();
byId("language").value = language;
byId("language").onchange = event => speak(event.target.value);
show("language-label");
