import type { Overview } from '../inbox/types.mts';
import type { Price } from './hooks/settings.ts';

/** What every view is given. */
export interface ViewProps {
	readonly overview: Overview;
	/** grows with every change, of whatever kind */
	readonly tick: number;
	readonly search: string;
	/** what is open in the view, as the address says */
	readonly open: string | undefined;
	readonly price: Price;
}

/** Does something of the sandbox's; where it fails, the view says so. */
export type Act = (action: Promise<unknown>) => void;
