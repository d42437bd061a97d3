package dev.alphalift.codec.webp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A C struct in native memory, its fields by name. Through a buffer, since native executables know
/// no accesses to fields by layout unless they were built for them.
final class Struct {
    private final MemoryLayout layout;
    private final MemorySegment memory;
    private final ByteBuffer bytes;

    Struct(MemoryLayout layout, Arena arena) {
        this.layout = layout;
        memory = arena.allocate(layout);
        bytes = memory.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    MemorySegment memory() {
        return memory;
    }

    private int offset(String field) {
        return Math.toIntExact(layout.byteOffset(MemoryLayout.PathElement.groupElement(field)));
    }

    void put(String field, int value) {
        bytes.putInt(offset(field), value);
    }

    void put(String field, float value) {
        bytes.putFloat(offset(field), value);
    }

    /// Puts the address of other memory.
    void put(String field, MemorySegment value) {
        bytes.putLong(offset(field), value.address());
    }

    int integer(String field) {
        return bytes.getInt(offset(field));
    }

    /// A number of 64 bits or an address.
    long wide(String field) {
        return bytes.getLong(offset(field));
    }
}
