/**
 * The numbers that training and product share. They stand in contract/*.json, which tools/train/facet_train/contract.py
 * reads as well; their types come from there.
 */
import cascade from '../../contract/cascade.json' with { type: 'json' };
import nets from '../../contract/nets.json' with { type: 'json' };

/** Input sides in pixels, how bytes become inputs, pixels a cell of the maps, shapes of what the nets give. */
export const NETS = nets;

/** From how many of its short sides on a photo is long. */
export const LONG_PHOTO = cascade.longPhoto;

/** A photo whose white is below this byte is dark, and stretched; the shares of its bytes beyond its black and white. */
export const DARK_PHOTO = cascade.darkPhoto;

/** Where LNeto looks again, and what it then takes for a part of a head. */
export const TILING = cascade.tiling;
