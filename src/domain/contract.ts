/**
 * The numbers that training and product share. They stand in contract/*.json, which tools/train/facet_train/contract.py
 * reads as well; their types come from there.
 */
import cascade from '../../contract/cascade.json' with { type: 'json' };
import nets from '../../contract/nets.json' with { type: 'json' };

/** Input sides in pixels, how bytes become inputs, pixels a cell of the maps, shapes of what the nets give. */
export const NETS = nets;

/** Where LNeto looks again, and what it then takes for a part of a head. */
export const TILING = cascade.tiling;
