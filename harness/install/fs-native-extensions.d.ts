/** What is used of the library, which brings no types. */
declare module 'fs-native-extensions' {
	/** Whether the file is now locked for this descriptor alone; the lock ends when the descriptor is closed. */
	export function tryLock(descriptor: number): boolean;
}
