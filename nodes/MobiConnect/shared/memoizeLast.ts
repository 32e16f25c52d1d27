/** Remembers the last call of a function: most runs say the same thing to everybody. */
export function memoizeLast<A extends readonly unknown[], R>(compute: (...args: A) => R): (...args: A) => R {
	let last: { readonly args: A; readonly result: R } | undefined;
	return (...args) => {
		if (!last || args.some((arg, index) => arg !== last?.args[index])) {
			last = { args, result: compute(...args) };
		}
		return last.result;
	};
}
