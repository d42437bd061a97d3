// Every feature of the page, driven as people do: node check.mjs [SCENARIO ...]; started by run.sh.
import { failed, launch } from "./browser.mjs";
import * as cut from "./cut.mjs";
import * as views from "./views.mjs";
import * as people from "./people.mjs";

// Scenarios have a browser context each, and wait much: two at a time, as there are processors.
const AT_ONCE = Number(process.env.AT_ONCE ?? 2);
const wanted = process.argv.slice(2);
const scenarios = Object.entries({ ...cut, ...views, ...people })
    .filter(([name]) => !wanted.length || wanted.includes(name));
const browser = await launch();

async function run(name, scenario) {
    const before = failed().length;
    const start = Date.now();
    try {
        await scenario(browser);
    } catch (error) {
        failed().push(name);
        console.error(`FAILED: ${name}: ${error.stack}`);
    }
    // Faults are counted of all that runs; which scenario they belong to is told with each.
    console.log(`${failed().length > before ? "with faults" : "ok"}: ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
}

async function worker() {
    for (let next = scenarios.shift(); next; next = scenarios.shift()) {
        await run(...next);
    }
}

await Promise.all(Array.from({ length: AT_ONCE }, worker));
await browser.close();
console.log(`${failed().length} faults`);
process.exit(failed().length ? 1 : 0);
