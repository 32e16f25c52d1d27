import { isRecord } from '../../../harness/n8n/package.mts';

/**
 * The milliseconds that a node took, from an execution as n8n stores it: a flat list of values, in which a text inside
 * an object or a list is the place of its value.
 */
export function nodeTime(stored: string, node: string): number {
	const values: unknown = JSON.parse(stored);
	if (!Array.isArray(values)) throw new Error('That is no stored execution');
	const at = (value: unknown, key: string): unknown => {
		const inner: unknown = isRecord(value) || Array.isArray(value) ? Reflect.get(value, key) : undefined;
		return typeof inner === 'string' ? values[Number(inner)] : inner;
	};
	const path = ['resultData', 'runData', node, '0', 'executionTime'];
	const time = path.reduce(at, values[0]);
	if (typeof time !== 'number') throw new Error(`The stored execution doesn't say how long ${node} took`);
	return time;
}
