export default class FacturoOffline {}
