import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

test('the README shows what the demo prints', () => {
	const printed = execFileSync(process.execPath, ['--import', 'tsx', 'scripts/demo.mts'], {
		cwd: resolve(__dirname, '../..'),
		encoding: 'utf8',
	});
	const table = printed.slice(printed.indexOf('Customer  ')).trim();
	expect(table).toContain('8 messages');
	expect(readFileSync('README.md', 'utf8')).toContain(`\`\`\`\n${table}\n\`\`\``);
}, 60_000);
