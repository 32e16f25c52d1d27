const { prepare } = require('./setup.js');

module.exports = () => prepare('1.123');
