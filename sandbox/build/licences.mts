import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/** The folder of the library that a file belongs to. */
const LIBRARY = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)/;

/** The licences of the libraries that some files belong to: they ask to go with every copy. */
export async function licencesOf(root: string, files: readonly string[]): Promise<string> {
	const libraries = new Map<string, string>();
	for (const file of files) {
		const [folder, name] = LIBRARY.exec(file) ?? [];
		if (folder !== undefined && name !== undefined) libraries.set(name, folder);
	}
	const texts = [...libraries].sort().map(async ([name, folder]) => {
		return `${name}\n\n${await licenceIn(resolve(root, folder))}\n`;
	});
	return (await Promise.all(texts)).join(`\n${'-'.repeat(80)}\n\n`);
}

/** @throws where a library has no licence: then it can't be in the bundle. */
async function licenceIn(folder: string): Promise<string> {
	const files = (await readdir(folder)).filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file));
	if (files.length === 0) throw new Error(`${folder} has no file with its licence`);
	const texts = await Promise.all(files.sort().map((file) => readFile(resolve(folder, file), 'utf8')));
	return texts.map((text) => text.trim()).join('\n\n');
}
