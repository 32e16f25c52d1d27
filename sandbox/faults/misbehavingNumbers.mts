import type { Answer } from './fault.mts';
import { NUMBER_GROUPS, type NumberGroup } from './numberGroups.mts';

/** A number that the gateway always has trouble with, so that a fault can be rehearsed from a spreadsheet. */
export interface MisbehavingNumber extends Omit<NumberGroup, 'numbers'> {
	readonly number: string;
	/** what it stands for, in plain words */
	readonly name: string;
	/** what the gateway does about it */
	readonly gateway: string;
	readonly fault: Answer;
}

/** Every number that misbehaves: 2547000009 and two digits. docs/sandbox.md lists them. */
export const MISBEHAVING_NUMBERS: readonly MisbehavingNumber[] = NUMBER_GROUPS.flatMap(
	({ numbers, ...group }) =>
		numbers.map(([lastDigits, name, gateway, fault]) => {
			const number = `2547000009${lastDigits}`;
			const its = fault.kind === 'rows' ? { ...fault, recipients: [number] } : fault;
			return { number, name, gateway, fault: its, ...group };
		}),
);
