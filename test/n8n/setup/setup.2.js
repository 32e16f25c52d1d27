const { prepare } = require('./setup.js');

module.exports = () => prepare('2');
