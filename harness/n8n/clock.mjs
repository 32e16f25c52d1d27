/**
 * Loaded into a process before anything else: its clock begins at another moment, and goes on from there. So a test has
 * its night, and the morning after it, at any time of day.
 */
const realNow = Date.now;
const aheadMs = Number(process.env.CLOCK_BEGINS_AT_MS) - realNow();
const now = () => realNow() + aheadMs;

Date.now = now;
globalThis.Date = new Proxy(Date, {
	construct: (target, args, newTarget) =>
		Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
	apply: (target) => new target(now()).toString(),
});
