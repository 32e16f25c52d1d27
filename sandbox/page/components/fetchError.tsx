import type { Slices } from '../hooks/useSlices.ts';

type Fetching = Pick<Slices<never>, 'error' | 'retry'>;

/** Says that a list could not be fetched, and why. */
export function FetchError({ slices: { error, retry } }: { slices: Fetching }) {
	if (error === undefined) return null;
	return (
		<p class="notice bad" role="alert">
			The list could not be loaded: {error}{' '}
			<button type="button" class="quiet" onClick={retry}>
				Try again
			</button>
		</p>
	);
}

/** What stands in the place of a row that is not here. */
export const placeholder = ({ error }: Fetching): string => (error === undefined ? 'Loading…' : 'Not loaded');
