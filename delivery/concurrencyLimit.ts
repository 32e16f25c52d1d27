/** How a request that left came to its end. Times in Unix milliseconds. */
export interface Ended {
	readonly leftAt: number;
	readonly endedAt: number;
	/** About how much of the time in between passed because this process was busy. */
	readonly lagMs: number;
	/** How many were under way when it left, itself included. */
	readonly underWay: number;
	/** How many were under way when it ended, itself included. */
	readonly underWayAtEnd: number;
	/** It was taken, or refused for now; or it is lost: the connection broke, the time ran out, or the gateway failed. */
	readonly result: 'taken' | 'refused' | 'lost';
}

/** How many are under way at first, where the most allows it: RFC 6928 begins with ten, too. */
export const FIRST_LIMIT = 10;

/** How many more a quick answer lets leave in slow start, which so triples the limit in the time of an answer. */
const GROWTH = 2;

/** Answers in a round: fewer are chance. */
const ROUND = 8;

/** More in a round would only make it late. */
const MAX_ROUND = 40;

/** The quickest round of the last 15 s is what an answer takes a gateway at ease. */
const EASE_MS = 15_000;

/** What answers take longer is no sign before it is more than this: this process may be busy, too. */
const SLACK_MS = 10;
/** In slow start, when many answers come at the same moment, it is busier. */
const FIRST_SLACK_MS = 40;

/** Slow rounds in a row: the first may be a pause of the garbage collector, the gateway's or this process's. */
const FIRST_CUT = 2;
/** With more than these it is the gateway's own slowness, and the new ease. */
const MAX_SLOW_ROUNDS = 4;

/** The least to which a lost request bounds the limit for the rest of the run. */
const CAUTIOUS_LIMIT = 10;

/**
 * How many requests may be under way at a time, found out from how they end: by what TCP does to share a line.
 *
 * - It begins with slow start: more for each quick answer, which triples the limit in the time of an answer.
 * - A refusal or a lost request cuts it below what was under way. It then grows as CUBIC does (RFC 9438), soon back to
 *   what was taken, and after some seconds there a little further.
 * - Slower answers stop its growth. Where those that leave afterwards are slow, too, as HyStart++ makes sure (RFC 9406),
 *   they cut it to what the gateway takes at ease, estimated as limit × ease ÷ time, the gradient of Netflix's
 *   concurrency-limits (Gradient2, after TCP Vegas). It then grows steadily (AIMD).
 *
 * The time of a round is its lower quartile, which a few stragglers don't move. A large limit is cut at a smaller
 * slowdown than a small one, so that two runs on one gateway come to share it alike. What is under way is no proof of a
 * limit far above it, which does not grow then.
 */
export class ConcurrencyLimit {
	private limit: number;
	/** What the limit grows to, by the seconds since it was cut; undefined in slow start. */
	private regrown: ((seconds: number) => number) | undefined;
	private seconds = 0;
	private cutAt = -Infinity;
	/** The last level that was too much for a gateway that refuses, less one. */
	private peak = 0;
	private lastAt = Infinity;
	private quickestMs = Infinity;
	private times: number[] = [];
	private roundFrom = -Infinity;
	private rounds: ReadonlyArray<{ readonly at: number; readonly ms: number }> = [];
	private slowRounds = 0;

	constructor(private most: number) {
		this.limit = Math.min(FIRST_LIMIT, most);
	}

	/** The most that may be under way now, at least 1. */
	get current(): number {
		return Math.round(this.limit);
	}

	/** Learns from a request's end. */
	note(ended: Ended): void {
		if (ended.result === 'taken') this.noteTaken(ended);
		// One alone is not too many; and those of one burst are one sign.
		else if (ended.underWay > 1 && ended.leftAt > this.cutAt) this.noteTooMany(ended);
	}

	private noteTaken({ leftAt, endedAt, lagMs, underWayAtEnd }: Ended): void {
		// No quicker than the quickest as the clock says it: how late this process was is an estimate.
		this.quickestMs = Math.min(this.quickestMs, endedAt - leftAt);
		const ms = Math.max(this.quickestMs, endedAt - leftAt - lagMs);
		const elapsed = Math.max(0, endedAt - this.lastAt);
		this.lastAt = endedAt;
		if (underWayAtEnd * 2 >= this.limit && this.slowRounds === 0)
			this.grow(ms, Math.min(elapsed, 1000) / 1000);
		// What left before a cut, or in the round before, tells of another limit.
		if (leftAt < this.roundFrom) return;
		this.times.push(ms);
		if (this.times.length >= Math.max(ROUND, this.regrown ? Math.min(this.limit, MAX_ROUND) : 0))
			this.endRound(endedAt);
	}

	private grow(ms: number, elapsedSeconds: number): void {
		this.seconds += elapsedSeconds;
		const isQuick = ms <= 1.5 * this.quickestMs + FIRST_SLACK_MS;
		const grown = this.regrown ? this.regrown(this.seconds) : this.limit + (isQuick ? GROWTH : 0);
		this.limit = Math.min(this.most, Math.max(this.limit, grown));
	}

	private noteTooMany({ endedAt, underWay, result }: Ended): void {
		const taken = Math.min(this.current, underWay) - 1;
		// CUBIC's fast convergence: whoever is cut at a lower level than before leaves room for somebody who is new.
		const peak = taken < this.peak ? 0.75 * taken : taken;
		this.peak = peak;
		const base = this.cut(0.75 * taken, endedAt);
		const plateau = Math.max(4.5, Math.cbrt((peak - base) / 0.03));
		this.regrown = (seconds) => peak + 0.03 * (seconds - plateau) ** 3;
		if (result === 'lost') this.most = Math.min(this.most, Math.max(CAUTIOUS_LIMIT, base));
	}

	private endRound(now: number): void {
		const ms = [...this.times].sort((a, b) => a - b)[Math.floor(this.times.length / 4)] ?? 0;
		const earlier = this.rounds.filter(({ at }) => now - at < EASE_MS);
		const ease = Math.min(ms, ...earlier.map((round) => round.ms));
		this.rounds = [...earlier, { at: now, ms }];
		this.times = [];
		this.roundFrom = now;
		const tolerance = 0.33 * Math.min(1, (5 / this.limit) ** 0.25);
		const slackMs = this.regrown ? SLACK_MS : FIRST_SLACK_MS;
		if (ms <= ease * (1 + tolerance) + slackMs) this.slowRounds = 0;
		else if (++this.slowRounds > MAX_SLOW_ROUNDS) this.rounds = [{ at: now, ms: ease * 1.1 }];
		else if (this.slowRounds >= FIRST_CUT) this.noteSlow(ease / ms, now);
	}

	private noteSlow(gradient: number, now: number): void {
		const margin = this.slowRounds === FIRST_CUT ? 0.86 : 1;
		const base = this.cut(this.limit * gradient * margin, now);
		this.regrown = (seconds) => base + Math.sqrt(base) * seconds;
	}

	private cut(limit: number, now: number): number {
		this.limit = Math.max(1, Math.min(this.limit, limit));
		this.cutAt = now;
		this.seconds = 0;
		this.times = [];
		this.roundFrom = now;
		return this.limit;
	}
}
