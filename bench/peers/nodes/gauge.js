const { readFileSync, writeFileSync } = require('node:fs');
const { monitorEventLoopDelay } = require('node:perf_hooks');

const MB = 1024;
const RESOLUTION_MS = 5;

/** Kilobytes of this process's memory, as the operating system counts them. */
function kilobytes(name) {
	return Number(
		new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync('/proc/self/status', 'utf8'))[1],
	);
}

let running;

/** Begins to measure this process. */
function begin() {
	const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
	// Sets the highest mark back to what is in use now.
	writeFileSync('/proc/self/clear_refs', '5');
	delay.enable();
	running = { delay, before: kilobytes('VmRSS'), start: performance.now() };
}

/**
 * Ends it.
 *
 * @returns {Promise<{ ms: number, longestStopMs: number, growthMb: number, peakMb: number }>}
 */
async function end() {
	const { delay, before, start } = running;
	const ms = performance.now() - start;
	const peak = kilobytes('VmHWM');
	// The last stop is counted when its timer comes.
	await new Promise((done) => setTimeout(done, 4 * RESOLUTION_MS));
	delay.disable();
	return {
		ms,
		longestStopMs: delay.max / 1e6,
		growthMb: (peak - before) / MB,
		peakMb: peak / MB,
	};
}

module.exports = { begin, end };
