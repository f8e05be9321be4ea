// Valhalla's map matching as a process that ./telemetry bench match talks to, one line of JSON each way.
// {"map", "tiles"} (full names): builds the routing tiles of an OSM extract where they are not there, and loads them.
// {"load": file}: reads one request per line, to be kept. {"run": action}: does them all, and says how long that took, by the clock and of processors.
// {"shapes": file}: does them once more and writes the matched lines, as Valhalla encodes them (polyline, 6 digits).
const fs = require('fs');
const path = require('path');
const readline = require('readline');
const { spawnSync } = require('child_process');
const { createRequire } = require('module');

const name = '@valhallajs/valhallajs';
const load = createRequire(path.join(process.argv[2], 'package.json'));
const { Actor, getConfig, VALHALLA_VERSION } = load(name);
let actor;
let requests = [];

async function prepare({ map, tiles }) {
    const config = path.join(tiles, 'config.json');
    if (!fs.existsSync(config)) {
        fs.mkdirSync(tiles, { recursive: true });
        const settings = JSON.stringify(await getConfig({ tileDir: path.join(tiles, 'tiles'), tileExtract: path.join(tiles, 'tiles.tar') }));
        const draft = config + '.draft';
        fs.writeFileSync(draft, settings);
        const cli = path.join(path.dirname(load.resolve(name)), 'bin', 'valhalla-cli.js');
        const built = spawnSync(process.execPath, [cli, 'build_tiles', '-c', draft, map], { cwd: tiles, encoding: 'utf8' });
        if (built.status !== 0)
            throw new Error(`valhalla_build_tiles ended with ${built.status}: ${(built.stderr || built.stdout || '').slice(-2000)}`);
        // Last, so that a build broken off is begun anew.
        fs.renameSync(draft, config);
    }

    actor = new Actor(JSON.parse(fs.readFileSync(config, 'utf8')));
    return { version: VALHALLA_VERSION };
}

// A few requests wait in line for the package's one thread, so that it never waits for this one.
async function all(action, take) {
    const inLine = 8;
    const results = new Array(requests.length);
    let next = 0;
    let failed = 0;
    const work = async () => {
        while (next < requests.length) {
            const i = next++;
            try {
                const result = await actor[action](requests[i]);
                if (take)
                    results[i] = take(result);
            } catch {
                failed++;
            }
        }
    };
    const cpu = process.cpuUsage();
    const begin = process.hrtime.bigint();
    await Promise.all(Array.from({ length: inLine }, work));
    const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
    const { user, system } = process.cpuUsage(cpu);
    return { seconds, cpuSeconds: (user + system) / 1e6, failed, results };
}

async function answer(asked) {
    if (asked.map)
        return prepare(asked);
    if (asked.load) {
        requests = fs.readFileSync(asked.load, 'utf8').split('\n').filter(line => line);
        return { requests: requests.length };
    }

    if (asked.run) {
        const { seconds, cpuSeconds, failed } = await all(asked.run);
        return { seconds, cpuSeconds, failed };
    }

    const { results, failed } = await all('traceAttributes', result => JSON.parse(result).shape);
    fs.writeFileSync(asked.shapes, Array.from(results, shape => shape || '').join('\n'));
    return { failed };
}

(async () => {
    for await (const line of readline.createInterface({ input: process.stdin })) {
        let said;
        try {
            said = await answer(JSON.parse(line));
        } catch (e) {
            said = { error: String(e && e.message || e) };
        }

        process.stdout.write(JSON.stringify(said) + '\n');
    }
})();
