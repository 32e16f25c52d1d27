import type { ComponentChildren } from 'preact';

function Icon({ children }: { children: ComponentChildren }) {
	return (
		<svg
			class="icon"
			viewBox="0 0 24 24"
			aria-hidden="true"
			fill="none"
			stroke="currentColor"
			stroke-width="1.8"
			stroke-linecap="round"
			stroke-linejoin="round"
		>
			{children}
		</svg>
	);
}

export const MessagesIcon = () => (
	<Icon>
		<path d="M4 5h16a1.5 1.5 0 0 1 1.5 1.5v9A1.5 1.5 0 0 1 20 17h-8l-5 4v-4H4a1.5 1.5 0 0 1-1.5-1.5v-9A1.5 1.5 0 0 1 4 5Z" />
		<path d="M7.5 9.5h9M7.5 12.7h6" />
	</Icon>
);
export const CampaignsIcon = () => (
	<Icon>
		<path d="M4 10v4h3l8 4.5V5.5L7 10H4Z" />
		<path d="M18.5 9a4 4 0 0 1 0 6M8 14.5V19h2.5" />
	</Icon>
);
export const RequestsIcon = () => (
	<Icon>
		<path d="M4 8h13M13 4l4 4-4 4M20 16H7M11 12l-4 4 4 4" />
	</Icon>
);
export const FaultsIcon = () => (
	<Icon>
		<path d="M13 3 5 13.5h5.5L10 21l8.5-11H13l.5-7Z" />
	</Icon>
);
export const SearchIcon = () => (
	<Icon>
		<circle cx="11" cy="11" r="6" />
		<path d="m15.5 15.5 4.5 4.5" />
	</Icon>
);
export const DownloadIcon = () => (
	<Icon>
		<path d="M12 4v11M7.5 11 12 15.5 16.5 11M5 19.5h14" />
	</Icon>
);
export const ClearIcon = () => (
	<Icon>
		<path d="M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5" />
	</Icon>
);
export const BackIcon = () => (
	<Icon>
		<path d="M15 5l-7 7 7 7" />
	</Icon>
);
export const KeyboardIcon = () => (
	<Icon>
		<rect x="3" y="6" width="18" height="12" rx="2" />
		<path d="M7 10h.01M11 10h.01M15 10h.01M17 14h.01M7 14h7" />
	</Icon>
);
export const SunIcon = () => (
	<Icon>
		<circle cx="12" cy="12" r="4" />
		<path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4" />
	</Icon>
);
export const MoonIcon = () => (
	<Icon>
		<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z" />
	</Icon>
);
export const AutoIcon = () => (
	<Icon>
		<circle cx="12" cy="12" r="8" />
		<path d="M12 4v16a8 8 0 0 0 0-16Z" fill="currentColor" />
	</Icon>
);
export const CopyIcon = () => (
	<Icon>
		<rect x="8" y="8" width="12" height="12" rx="2" />
		<path d="M16 8V5.5A1.5 1.5 0 0 0 14.5 4h-9A1.5 1.5 0 0 0 4 5.5v9A1.5 1.5 0 0 0 5.5 16H8" />
	</Icon>
);
export const DownIcon = () => (
	<Icon>
		<path d="M12 5v14M6 13l6 6 6-6" />
	</Icon>
);
