package dev.alphalift;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// What those who use a type get to see of others: supertypes, fields, constructors, methods, with
/// their parameters, results, exceptions, type arguments, bounds and annotations.
final class PublicSignature {
    private PublicSignature() {}

    /// That no type of these packages stands in what others see of a type.
    static ArchCondition<JavaClass> notShow(String... packages) {
        List<PackageMatcher> matchers = Stream.of(packages).map(PackageMatcher::of).toList();
        return new ArchCondition<>("not show types of " + List.of(packages)) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!isSeen(type)) {
                    return;
                }
                report(type.getFullName(), ofType(type), events);
                type.getFields().stream()
                        .filter(PublicSignature::isSeen)
                        .forEach(field -> report(field.getFullName(), ofField(field), events));
                type.getCodeUnits().stream()
                        .filter(unit ->
                                unit instanceof JavaMethod || unit instanceof JavaConstructor)
                        .filter(PublicSignature::isSeen)
                        .forEach(unit -> report(unit.getFullName(), ofCode(unit), events));
            }

            private void report(String place, Stream<JavaClass> seen, ConditionEvents events) {
                seen.map(JavaClass::getBaseComponentType)
                        .distinct()
                        .filter(other ->
                                matchers.stream()
                                        .anyMatch(
                                                matcher -> matcher.matches(other.getPackageName())))
                        .forEach(other ->
                                events.add(
                                        SimpleConditionEvent.violated(
                                                place, place + " shows " + other.getName())));
            }
        };
    }

    /// Public or protected itself, and all that it lies in.
    private static boolean isSeen(JavaClass type) {
        return isSeen((HasModifiers) type)
                && type.getEnclosingClass().map(PublicSignature::isSeen).orElse(true);
    }

    private static boolean isSeen(HasModifiers member) {
        return (member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED))
                && !member.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static Stream<JavaClass> ofType(JavaClass type) {
        return Stream.of(
                        types(type.getSuperclass().stream().toList()),
                        types(type.getInterfaces()),
                        bounds(type.getTypeParameters()),
                        annotations(type))
                .flatMap(found -> found);
    }

    private static Stream<JavaClass> ofField(JavaField field) {
        return Stream.concat(types(List.of(field.getType())), annotations(field));
    }

    private static Stream<JavaClass> ofCode(JavaCodeUnit unit) {
        return Stream.of(
                        types(List.of(unit.getReturnType())),
                        types(unit.getParameterTypes()),
                        unit.getExceptionTypes().stream(),
                        bounds(unit.getTypeParameters()),
                        annotations(unit),
                        unit.getParameters().stream().flatMap(PublicSignature::annotations))
                .flatMap(found -> found);
    }

    private static Stream<JavaClass> types(Collection<? extends JavaType> types) {
        return types.stream().flatMap(type -> type.getAllInvolvedRawTypes().stream());
    }

    private static Stream<JavaClass> bounds(Collection<? extends JavaTypeVariable<?>> variables) {
        return variables.stream().flatMap(variable -> types(variable.getUpperBounds()));
    }

    private static Stream<JavaClass> annotations(HasAnnotations<?> annotated) {
        return annotated.getAnnotations().stream().map(JavaAnnotation::getRawType);
    }
}
