/**
 * A supervisor: runs a command, and stops it and all it started, its process group, when its own standard input ends.
 * That it does when whoever started it ends, by SIGKILL too.
 */
import { spawn, spawnSync } from 'node:child_process';

const PATIENCE = 10_000;
const [command, ...args] = process.argv.slice(2);
const onWindows = process.platform === 'win32';
const child = spawn(command, args, {
	stdio: ['ignore', 'inherit', 'inherit'],
	// npm is a batch file there, which only a shell starts.
	shell: onWindows && command === 'npm',
});

/** This process leads its group, so a signal to the group reaches everything that the command started. */
function signalAll(signal) {
	if (onWindows) return endTree();
	try {
		process.kill(-process.pid, signal);
	} catch {
		// The group is gone already.
	}
}

/** Windows has no process groups to signal: it knows what a process started, and ends that at once. */
function endTree() {
	spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
}

let stopping = false;
function stop() {
	if (stopping) return;
	stopping = true;
	signalAll('SIGTERM');
	setTimeout(() => signalAll('SIGKILL'), PATIENCE);
}

process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.stdin.on('end', stop).on('error', stop).resume();
child.on('error', (error) => {
	console.error(error.message);
	process.exit(127);
});
child.on('exit', (code) => {
	process.exitCode = code ?? 1;
	process.off('SIGTERM', stop);
	process.on('SIGTERM', () => undefined);
	signalAll('SIGTERM');
	process.exit();
});
