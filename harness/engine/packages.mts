import { join } from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';
import {
	NodeHelpers,
	type ICredentialType,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';

/** npm runs every script from the package's own folder. */
const ROOT = process.cwd();
const BASE_NODES = join(ROOT, 'node_modules/n8n-nodes-base');

/** The nodes of n8n's own that the workflows here are made of; all of them would take seconds to load. */
const BASE_NODE_FILES = [
	'ManualTrigger/ManualTrigger.node',
	'Evaluation/EvaluationTrigger/EvaluationTrigger.node.ee',
	'Set/Set.node',
	'If/If.node',
	'SplitInBatches/SplitInBatches.node',
	'Files/ReadWriteFile/ReadWriteFile.node',
	'Files/ExtractFromFile/ExtractFromFile.node',
	'Files/ConvertToFile/ConvertToFile.node',
	'StickyNote/StickyNote.node',
];

export type PackageForm = 'built' | 'sources';

/** Loads packages as n8n does, and finds the node types in them. */
export class Packages implements INodeTypes {
	private constructor(private readonly loaders: Readonly<Record<string, PackageDirectoryLoader>>) {}

	/** @param form the built package, or its sources where something compiles them as they are loaded */
	static async load(form: PackageForm): Promise<Packages> {
		const own = new PackageDirectoryLoader(ROOT);
		if (form === 'sources') own.packageJson.n8n = sourcesOf(own.packageJson.n8n ?? {});
		await own.loadAll();
		const base = new PackageDirectoryLoader(BASE_NODES);
		for (const file of BASE_NODE_FILES) base.loadNodeFromFile(`dist/nodes/${file}.js`);
		return new Packages({ 'n8n-nodes-mobiconnect': own, 'n8n-nodes-base': base });
	}

	getByName(type: string): INodeType | IVersionedNodeType {
		const [packageName = '', name = ''] = type.split('.');
		const loader = this.loaders[packageName];
		if (!loader) throw new Error(`No package ${packageName} is loaded`);
		return loader.getNode(name).type;
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes() {
		return {};
	}

	credential(): ICredentialType {
		const loaded = this.loaders['n8n-nodes-mobiconnect']?.getCredential('mobiConnectApi');
		if (!loaded) throw new Error('The credential is not loaded');
		return loaded.type;
	}
}

/** What the loader reads of a package.json. */
type Listed = NonNullable<PackageDirectoryLoader['packageJson']['n8n']>;

function sourcesOf({ nodes = [], credentials = [] }: Listed): Listed {
	const source = (file: string) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts');
	return { nodes: nodes.map(source), credentials: credentials.map(source) };
}
