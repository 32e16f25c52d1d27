const { MobiConnectApi } = require('./dist/credentials/MobiConnectApi.credentials.js');
const { MobiConnect } = require('./dist/nodes/MobiConnect/MobiConnect.node.js');

module.exports = { MobiConnect, MobiConnectApi };
