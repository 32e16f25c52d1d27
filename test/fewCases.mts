import type { IRawProperty, Parameters } from 'fast-check';

type FastCheck = typeof import('fast-check');

/** What a law is held to in a mutation run, which holds it to that for hundreds of mutants. */
const MAX_CASES = 100;

/** Few cases, the same for every mutant; and where a law is broken, nobody reads which case is the smallest. */
jest.mock('fast-check', () => {
	const { default: fc } = jest.requireActual<FastCheck>('fast-check');
	const assert = <Ts,>(property: IRawProperty<Ts>, params: Parameters<Ts> = {}) =>
		fc.assert(property, {
			seed: 1,
			endOnFailure: true,
			...params,
			numRuns: Math.min(params.numRuns ?? MAX_CASES, MAX_CASES),
		});
	return { __esModule: true, default: { ...fc, assert } };
});
