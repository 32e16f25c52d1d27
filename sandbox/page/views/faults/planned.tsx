import type { PlannedEndpoint } from '../../../faults/queue.mts';
import type { Overview } from '../../../inbox/types.mts';
import { timesName } from '../../format.ts';

/** What is asked of each endpoint, in the order in which the page offers them. */
export const ENDPOINTS: Record<PlannedEndpoint, string> = {
	send: 'Sends',
	auth: 'Sign-ins',
	refresh: 'Refreshes',
};
export const ENDPOINT_NAMES = ['send', 'auth', 'refresh'] as const;

/** The faults that are planned, by their names, in the order in which they will come. */
export function Planned({ planned, forget }: { planned: Overview['planned']; forget: () => void }) {
	const lists = ENDPOINT_NAMES.filter((endpoint) => planned[endpoint].length > 0);
	return (
		<p class="planned" role="status">
			{lists.length === 0 && 'Nothing is planned: all is normal.'}
			{lists.map((endpoint) => (
				<span>
					{ENDPOINTS[endpoint]}:{' '}
					{planned[endpoint].map((fault, index) => (
						<>
							{index > 0 && <span class="then"> then </span>}
							<b class="tag warn">{timesName(fault)}</b>
						</>
					))}
				</span>
			))}
			{lists.length > 0 && (
				<button type="button" class="quiet" onClick={forget}>
					Forget
				</button>
			)}
		</p>
	);
}
