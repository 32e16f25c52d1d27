import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { AnalysedMessage, ConversationRow } from '../../inbox/types.mts';
import { inbox, read } from '../api.ts';
import { Bubble } from '../components/message/bubble.tsx';
import { FetchError, placeholder } from '../components/fetchError.tsx';
import { Welcome } from './welcome.tsx';
import type { ViewProps } from '../view.ts';
import { day, hue, number, otherDay, phone, plural, when } from '../format.ts';
import { DownIcon } from '../components/icons.tsx';
import { Marked } from '../components/marked.tsx';
import { DetailHeader, Nothing, Panes } from '../components/panes.tsx';
import { linkTo } from '../route.ts';
import type { Price } from '../hooks/settings.ts';
import { useSlices } from '../hooks/useSlices.ts';
import { useVirtual } from '../hooks/useVirtual.ts';
import { VirtualList } from '../components/VirtualList.tsx';

/** Two lines beside an avatar. */
const ROW_HEIGHT = 76;
/** What a message takes until it is here and can be measured: that of one with two lines. */
const MESSAGE_HEIGHT = 116;

/** The conversations by number, the newest first, and the one that is open. */
export function Messages({ overview, search, open, price }: ViewProps) {
	const slices = useSlices(search, overview.version, (query) => read(inbox.conversations.$get({ query })));
	if (overview.messages === 0 && open === undefined) return <Welcome overview={overview} />;
	return (
		<Panes list="Conversations" detail="Conversation" isOpen={open !== undefined}>
			<VirtualList
				label="Conversations"
				slices={slices}
				height={ROW_HEIGHT}
				row={(row) => <ConversationLink row={row} search={search} current={row.to === open} />}
				empty={
					<Nothing title="No message found">
						Nothing was sent that has “{search}” in its number or text.
					</Nothing>
				}
			/>
			{open === undefined ? (
				<Nothing title="Choose a conversation">
					The messages to a number are shown here as its phone shows them.
				</Nothing>
			) : (
				<Thread
					key={`${open} ${search}`}
					to={open}
					search={search}
					version={overview.version}
					price={price}
				/>
			)}
		</Panes>
	);
}

function ConversationLink({
	row,
	search,
	current,
}: {
	row: ConversationRow;
	search: string;
	current: boolean;
}) {
	const { to, count, newest } = row;
	return (
		<a class="row conversation" href={linkTo('messages', to)} aria-current={current ? 'true' : undefined}>
			<Avatar to={to} />
			<span class="who">{phone(to)}</span>
			<time dateTime={newest.at}>{when(newest.at)}</time>
			<span class="snippet" dir="auto">
				<Marked text={newest.text} search={search} />
			</span>
			{count > 1 && <span class="badge">{number(count)}</span>}
		</a>
	);
}

function Avatar({ to }: { to: string }) {
	return (
		<span class="avatar" aria-hidden="true" style={{ '--hue': String(hue(to)) }}>
			{to.slice(-2)}
		</span>
	);
}

interface ThreadProps {
	to: string;
	search: string;
	version: number;
	price: Price;
}

function Thread({ to, search, version, price }: ThreadProps) {
	const slices = useSlices(search, version, (query) =>
		read(inbox.conversations[':to'].$get({ param: { to: encodeURIComponent(to) }, query })),
	);
	const scroller = useRef<HTMLDivElement>(null);
	const placed = useRef(false);
	const { total = 0, answer } = slices;
	const virtual = useVirtual(scroller, {
		count: total,
		estimateSize: () => MESSAGE_HEIGHT,
		anchorTo: 'end',
		followOnAppend: true,
		paddingStart: 16,
		paddingEnd: 20,
		overscan: 8,
	});
	const items = virtual.getVirtualItems();
	const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
	useEffect(() => slices.show(first, last));
	useLayoutEffect(() => {
		if (placed.current || answer === undefined || total === 0) return;
		placed.current = true;
		if (answer.found === undefined) virtual.scrollToEnd();
		else virtual.scrollToIndex(answer.found, { align: 'center' });
	});
	return (
		<>
			<DetailHeader view="messages" title={phone(to)} note={plural(total, 'message')}>
				<Avatar to={to} />
			</DetailHeader>
			<FetchError slices={slices} />
			<div
				class="scroller thread"
				ref={scroller}
				tabIndex={0}
				role="region"
				aria-label={`Messages to ${phone(to)}`}
			>
				<ol class="rows" style={{ height: `${virtual.getTotalSize()}px` }}>
					{items.map(({ index, start }) => (
						<li
							key={index}
							data-index={index}
							ref={virtual.measureElement}
							aria-setsize={total}
							aria-posinset={index + 1}
							style={{ transform: `translateY(${start}px)` }}
						>
							<ThreadItem
								message={slices.row(index)}
								placeholder={placeholder(slices)}
								before={slices.row(index - 1)}
								first={index === 0}
								search={search}
								price={price}
							/>
						</li>
					))}
				</ol>
			</div>
			{total > 0 && !virtual.isAtEnd(200) && (
				<button type="button" class="jump" onClick={() => virtual.scrollToEnd()}>
					<DownIcon /> Newest
				</button>
			)}
			{answer !== undefined && total === 0 && (
				<Nothing title="Nothing here">No message to this number is kept.</Nothing>
			)}
		</>
	);
}

interface ThreadItemProps {
	message: AnalysedMessage | undefined;
	/** what stands there while there is no message */
	placeholder: string;
	before: AnalysedMessage | undefined;
	first: boolean;
	search: string;
	price: Price;
}

function ThreadItem({ message, placeholder, before, first, search, price }: ThreadItemProps) {
	if (message === undefined) {
		return (
			<div class="message placeholder" style={{ height: `${MESSAGE_HEIGHT}px` }}>
				{placeholder}
			</div>
		);
	}
	const newDay = first || (before !== undefined && otherDay(before.at, message.at));
	return (
		<>
			{newDay && <p class="day">{day(message.at)}</p>}
			<Bubble {...message} search={search} price={price} />
		</>
	);
}
