// n8n's engine logs every error that ends an execution; the tests read them from the execution itself.
process.env['N8N_LOG_LEVEL'] = 'silent';
